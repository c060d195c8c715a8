<#
.SYNOPSIS
    An engine that stays up: runs scripts that come in as lines of JSON, each in a fresh runspace with the module.
.DESCRIPTION
    {"do":"start","script":"..."} starts a script, {"do":"stop"} stops it as Ctrl+C does, and {"do":"wait"} waits for its end and
    answers with one line: its state, what ended it, and all that it wrote, in order. It ends with its standard input.
#>
[CmdletBinding()]
param(
    # The module's manifest.
    [Parameter(Mandatory)] [string] $Manifest
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

# What a script wrote, by the stream that it came from.
function ConvertTo-Written {
    param($Record)

    $value = if ($Record -is [psobject]) { $Record.PSObject.BaseObject } else { $Record }
    $written = [ordered]@{ stream = 'output'; text = "$Record"; type = if ($null -ne $value) { $value.GetType().Name }; id = $null; target = $null }
    if ($value -is [System.Management.Automation.ErrorRecord]) {
        $written.stream = 'error'
        $written.id = $value.FullyQualifiedErrorId
        $written.target = "$($value.TargetObject)"
    }
    elseif ($value -is [System.Management.Automation.InformationalRecord]) {
        $written.stream = ($value.GetType().Name -replace 'Record$').ToLowerInvariant()
    }
    elseif ($value -is [System.Management.Automation.InformationRecord]) {
        $written.stream = 'information'
    }

    $written
}

$state = [initialsessionstate]::CreateDefault2()
$null = $state.ImportPSModule($Manifest)
$begin = [powershell].GetMethods() | Where-Object { $_.Name -eq 'BeginInvoke' -and $_.IsGenericMethod -and $_.GetParameters().Count -eq 2 }
$begin = $begin.MakeGenericMethod([psobject], [psobject])
$shell = $null
while ($null -ne ($line = [Console]::In.ReadLine())) {
    $order = ConvertFrom-Json $line
    switch ($order.do) {
        'start' {
            $shell = [powershell]::Create()
            $shell.Runspace = [runspacefactory]::CreateRunspace($state.Clone())
            $shell.Runspace.Open()
            $null = $shell.AddScript("& {`n$($order.script)`n} *>&1")
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $begin.Invoke($shell, @($null, $output.PSObject.BaseObject))
        }
        'stop' { $shell.Stop() }
        'wait' {
            $null = $running.AsyncWaitHandle.WaitOne()
            $reason = $shell.InvocationStateInfo.Reason
            $answer = @{
                state   = "$($shell.InvocationStateInfo.State)"
                thrown  = if ($reason -is [System.Management.Automation.RuntimeException]) { $reason.ErrorRecord.FullyQualifiedErrorId }
                message = if ($reason) { $reason.Message }
                written = @(foreach ($record in $output) { ConvertTo-Written $record })
            }
            $shell.Runspace.Dispose()
            $shell.Dispose()
            [Console]::Out.WriteLine((ConvertTo-Json $answer -Compress -Depth 4))
        }
        default { throw "'$($order.do)' is no order." }
    }
}
