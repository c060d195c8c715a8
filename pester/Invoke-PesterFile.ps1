<#
.SYNOPSIS
    Runs one Pester file, or all, against the staged module; the exit code is 0 only where all of at least one test passed.
.DESCRIPTION
    Pester is the one whose manifest SMARTICO_PESTER names, as the project engine sets it: that of the pinned package.
.EXAMPLE
    dotnet run --project engine -- -File pester/Invoke-PesterFile.ps1 -Path Views.Tests.ps1 -Culture de-DE
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
if (-not $env:SMARTICO_PESTER) {
    throw 'Run it as: dotnet run --project engine -- -File pester/Invoke-PesterFile.ps1 -Path Views.Tests.ps1 (SMARTICO_PESTER names no Pester).'
}

Import-Module $env:SMARTICO_PESTER

$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration
if ($result.Result -ne 'Passed' -or $result.PassedCount -eq 0) {
    exit 1
}
