<#
.SYNOPSIS
    Runs one Pester file, or all, against the staged module; the exit code is 0 only where all of at least one test passed.
.EXAMPLE
    pwsh pester/Invoke-PesterFile.ps1 -Path Cells.Tests.ps1 -Culture de-DE
#>
[CmdletBinding()]
param(
    # The file below pester/; all where it is left out.
    [string] $Path = '.',

    # The culture of the session, as a user's would be.
    [string] $Culture = 'en-US'
)

$ErrorActionPreference = 'Stop'
[System.Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::GetCultureInfo($Culture)
Import-Module Pester -MinimumVersion 5.0.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration
if ($result.Result -ne 'Passed' -or $result.PassedCount -eq 0) {
    exit 1
}
