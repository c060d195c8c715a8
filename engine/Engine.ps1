# Another PowerShell, the same as the one that runs this: its executable, or dotnet with its pwsh.dll where it is a .NET tool.
# The only place in which scripts start one; .NET has engine/PowerShellEngine.cs.

# The file to start and what its arguments begin with.
function Get-Engine {
    $file = (Get-Process -Id $PID).Path
    [pscustomobject]@{
        File   = $file
        Prefix = @(if ([System.IO.Path]::GetFileNameWithoutExtension($file) -eq 'dotnet') { Join-Path $PSHOME pwsh.dll }) + '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text'
    }
}

# Starts it with its output and errors to be read, and nothing to read itself. Killing the process kills the engine.
function Start-Engine {
    [OutputType([System.Diagnostics.Process])]
    param([Parameter(Mandatory)] [string[]] $Argument)

    $engine = Get-Engine
    # Quoted as every .NET takes it apart again, on Unix as well.
    $line = @($engine.Prefix) + $Argument | ForEach-Object { '"' + ($_ -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1') + '"' }
    $start = New-Object System.Diagnostics.ProcessStartInfo $engine.File, ($line -join ' ')
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.UseShellExecute = $false
    $start.WorkingDirectory = (Get-Location -PSProvider FileSystem).ProviderPath
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $process
}

# Runs it to its end: exit code, output and errors. Past the limit it is ended, and that is an error.
function Invoke-Engine {
    param([Parameter(Mandatory)] [string[]] $Argument, [int] $LimitSeconds = 600)

    $process = Start-Engine $Argument
    try {
        $output = $process.StandardOutput.ReadToEndAsync()
        $problems = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit($LimitSeconds * 1000)) {
            $process.Kill()
            throw "PowerShell $Argument did not end within $LimitSeconds s. It wrote: $($output.Result)$($problems.Result)"
        }

        $process.WaitForExit()
        [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output.Result; Error = $problems.Result }
    }
    finally {
        $process.Dispose()
    }
}
