<#
.SYNOPSIS
    Runs one Pester file, or all, against the staged module; the exit code is 0 only where all of at least one test passed.
.DESCRIPTION
    Pester is the one whose manifest SMARTICO_PESTER names, as the project engine sets it: that of the pinned package.
.EXAMPLE
    dotnet run --project engine -- -File pester/Invoke-PesterFile.ps1 -Path Views.Tests.ps1 -Culture de-DE
#>
[CmdletBinding(DefaultParameterSetName = 'Path')]
param(
    # The file below pester/; all where it is left out.
    [Parameter(ParameterSetName = 'Path')]
    [string] $Path = '.',

    # The culture of the session, as a user's would be.
    [Parameter(ParameterSetName = 'Path')]
    [string] $Culture = 'en-US',

    # The pipe that names one file after another, 'Views.Tests.ps1|de-DE': each runs in a new session of this engine.
    [Parameter(Mandatory, ParameterSetName = 'Pipe')]
    [string] $PipeName,

    # What the line after each file's output begins with; whether the file passed follows.
    [Parameter(Mandatory, ParameterSetName = 'Pipe')]
    [string] $End
)

$ErrorActionPreference = 'Stop'
if (-not $env:SMARTICO_PESTER) {
    throw 'Run it as: dotnet run --project engine -- -File pester/Invoke-PesterFile.ps1 -Path Views.Tests.ps1 (SMARTICO_PESTER names no Pester).'
}

# Whether all tests of a file passed.
$test = {
    param($Path, $Culture)

    $ErrorActionPreference = 'Stop'
    [System.Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::GetCultureInfo($Culture)
    Import-Module $env:SMARTICO_PESTER
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Normal'
    $result = Invoke-Pester -Configuration $configuration
    $result.Result -eq 'Passed' -and $result.PassedCount -gt 0
}

if ($PSCmdlet.ParameterSetName -eq 'Path') {
    if (-not (& $test (Join-Path $PSScriptRoot $Path) $Culture)) {
        exit 1
    }

    return
}

$pipe = New-Object System.IO.Pipes.NamedPipeClientStream '.', $PipeName, ([System.IO.Pipes.PipeDirection]::In)
$pipe.Connect(60000)
$reader = New-Object System.IO.StreamReader $pipe
while ($null -ne ($line = $reader.ReadLine())) {
    $file, $name = $line -split '\|'
    $runspace = [runspacefactory]::CreateRunspace($Host, [initialsessionstate]::CreateDefault2())
    $runspace.ThreadOptions = 'ReuseThread'
    $runspace.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    $hasPassed = $false
    try {
        $hasPassed = $shell.AddScript($test).AddArgument((Join-Path $PSScriptRoot $file)).AddArgument($name).Invoke()[-1] -eq $true
    }
    catch {
        [Console]::Out.WriteLine("$_`n$($_.ScriptStackTrace)")
    }
    finally {
        $shell.Dispose()
        $runspace.Dispose()
    }

    [Console]::Out.WriteLine("$End $hasPassed")
}
