# What every Pester file begins with: the staged module, and the servers that some tests need.

# The manifest of the module that is tested, for sessions that import it themselves: the staged one, or another, such as
# an unpacked package, whose folder is in the environment.
function Get-StagedManifest {
    $folder = if ($env:SMARTICO_MODULE_PATH) { $env:SMARTICO_MODULE_PATH } else { Join-Path (Split-Path $PSScriptRoot) 'out/SmarticoAffiliates' }
    Join-Path $folder 'SmarticoAffiliates.psd1'
}

. (Join-Path (Split-Path $PSScriptRoot) 'engine/Engine.ps1')
Import-Module (Get-StagedManifest) -Force

# Runs a script in a PowerShell of its own, the same as this one, in the given folder; its output, and an error if it failed.
function Invoke-InOwnProcess {
    param([Parameter(Mandatory)] [string] $Script, [Parameter(Mandatory)] [string] $Folder)

    $file = Join-Path $Folder ([guid]::NewGuid().ToString('N') + '.ps1')
    [System.IO.File]::WriteAllText($file, "`$ErrorActionPreference = 'Stop'; `$WarningPreference = 'Stop'; Set-Location '$Folder'; & {`n$Script`n}")
    $run = Invoke-Engine '-File', $file
    Remove-Item $file
    if ($run.ExitCode -ne 0) {
        throw "The script failed: $($run.Output)$($run.Error)"
    }

    $run.Output.Trim() -split '\r?\n'
}

# The sandbox behind a real HTTP server on loopback, in a process of its own; it ends with its standard input.
function Start-SandboxHost {
    param([string[]] $Arguments = @())

    $assembly = $env:SMARTICO_SANDBOX_HOST
    if (-not $assembly) {
        $assembly = Get-ChildItem (Join-Path (Split-Path $PSScriptRoot) 'tests/SmarticoAffiliates.SandboxHost/bin') -Recurse -Filter SmarticoAffiliates.SandboxHost.dll |
            Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    }

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', (@('"' + $assembly + '"') + $Arguments -join ' '))
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    [pscustomobject]@{ Process = $process; Uri = [uri]($line -replace '^listening ', '') }
}

function Stop-SandboxHost {
    param($SandboxHost)

    $SandboxHost.Process.StandardInput.Close()
    if (-not $SandboxHost.Process.WaitForExit(10000)) {
        $SandboxHost.Process.Kill()
    }
}

# Puts a fault in the host's queue: @{ kind = 'throttle'; retryAfterSeconds = 1; method = 'POST'; count = 2 }.
function Add-HostFault {
    param($SandboxHost, [hashtable] $Fault)

    # What these requests would tell the streams is no part of any test.
    $VerbosePreference = $DebugPreference = 'SilentlyContinue'
    $null = Invoke-RestMethod -Method Post -Uri ([uri]::new($SandboxHost.Uri, '__sandbox/faults')) -ContentType 'application/json' -Body (ConvertTo-Json $Fault)
}

# Lets so many more requests in and holds the others until Open-HostGate.
function Close-HostGate {
    param($SandboxHost, [int] $After = 0)

    $null = Invoke-RestMethod -Method Post -Uri ([uri]::new($SandboxHost.Uri, '__sandbox/gate')) -ContentType 'application/json' -Body "$After"
}

function Open-HostGate {
    param($SandboxHost)

    $null = Invoke-RestMethod -Method Delete -Uri ([uri]::new($SandboxHost.Uri, '__sandbox/gate'))
}

# How many requests were under way at once, at most, since the last call of Reset-SandboxHost.
function Get-HostPeak {
    param($SandboxHost)

    Invoke-RestMethod -Uri ([uri]::new($SandboxHost.Uri, '__sandbox/peak'))
}

# What the host was sent since the last call of Reset-SandboxHost, in order of arrival.
function Get-HostRequest {
    param($SandboxHost, [string] $Method = '*')

    Invoke-RestMethod -Uri ([uri]::new($SandboxHost.Uri, '__sandbox/requests')) | ForEach-Object { $_ } | Where-Object Method -Like $Method
}

# Forgets the host's requests and the faults that were not met, and lets in what is held.
function Reset-SandboxHost {
    param($SandboxHost)

    foreach ($what in 'requests', 'faults', 'gate') {
        $null = Invoke-RestMethod -Method Delete -Uri ([uri]::new($SandboxHost.Uri, "__sandbox/$what"))
    }
}

# What the sandbox was sent since the last call of Clear-SentRequest: method, path, body.
function Get-SentRequest {
    param([string] $Method = '*')

    (Get-SmarticoConnection).Sandbox.GetRequests() | Where-Object Method -Like $Method
}

# The bodies of the writes among them. Rows may overlap on their way, so they come sorted.
function Get-SentBody {
    Get-SentRequest | Where-Object Method -In 'POST', 'PUT' | ForEach-Object Body | Sort-Object
}

function Clear-SentRequest {
    (Get-SmarticoConnection).Sandbox.ClearRequests()
}

# A fresh sandbox that has been sent nothing.
function Connect-TestSandbox {
    Connect-Smartico -Sandbox -SkipCheck
}

# The lines of -WhatIf, which go to the host and to no stream.
function Get-HostText {
    param([Parameter(Mandatory)] [scriptblock] $Script)

    # The script sees these variables before those of its test: hence the names.
    $hostTextFile = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid().ToString('N') + '.txt')
    $null = Start-Transcript -Path $hostTextFile
    try {
        $null = & $Script
    }
    finally {
        $null = Stop-Transcript
        $hostTextLines = [System.IO.File]::ReadAllText($hostTextFile) -split '\r?\n'
        Remove-Item $hostTextFile
    }

    ($hostTextLines | Where-Object { $_ -match '^What if:' } | Select-Object -Unique) -join "`n"
}

# A runspace of its own in which the staged module is imported, as a job, a runbook or another thread has it.
function New-TestShell {
    $state = [initialsessionstate]::CreateDefault2()
    $null = $state.ImportPSModule((Get-StagedManifest))
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    $shell
}

function Remove-TestShell {
    param($Shell)

    $Shell.Runspace.Dispose()
    $Shell.Dispose()
}

# Runs a script under another culture of the session.
function Invoke-WithCulture {
    param([Parameter(Mandatory)] [string] $Culture, [Parameter(Mandatory)] [scriptblock] $Script)

    $thread = [System.Threading.Thread]::CurrentThread
    $before = $thread.CurrentCulture
    $thread.CurrentCulture = [cultureinfo]::GetCultureInfo($Culture)
    try {
        & $Script
    }
    finally {
        $thread.CurrentCulture = $before
    }
}
