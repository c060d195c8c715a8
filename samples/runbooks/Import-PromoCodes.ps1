<#
.SYNOPSIS
    An Azure Automation runbook that creates promo codes from a CSV file. It can be restarted at any moment.
.DESCRIPTION
    The table is a file on a mounted share (-CsvPath) or is passed as text (-CsvText). Every row becomes one promo code or
    one error. With -JournalPath on the share, a job that is started again goes on where the earlier one was cut off: no row
    is created twice. The rows that failed are written to -RetryPath, to be corrected and imported again.

    The job's output is one object that sums up. The job fails if any row failed, after all of them were tried.

    In Azure Automation the API key is the password of a credential, and the address a variable. Elsewhere, and where there
    is no such credential, the environment's SMARTICO_API_KEY and SMARTICO_API_URL are used.
.PARAMETER CsvPath
    The file, with columns as the parameters of New-SmarticoPromoCode: PromoCode, AffiliateId, DealId, Status, EndDate, ...
.PARAMETER CsvText
    The table itself, where no share is mounted.
.PARAMETER JournalPath
    The journal; by default beside the file.
.PARAMETER RetryPath
    Where the rows that failed are written, with the reason; by default beside the file. Written only if there are any.
.PARAMETER IfExists
    What to do where a code of a row's name exists: Error, Skip or Update.
.PARAMETER KeyAssetName
    The Automation credential whose password is the API key.
.PARAMETER UriVariableName
    The Automation variable that holds the API's address, such as https://boapi3.smartico.ai.
.PARAMETER Rehearse
    Does it all in the sandbox: no account, no network, nothing is created. No journal is kept: a rehearsal says nothing of
    the account.
.PARAMETER SnapshotPath
    A snapshot of the account (Export-SmarticoSnapshot): the rehearsal has its ids, names, deals and codes, and the outcome
    that the real run will have.
.EXAMPLE
    ./Import-PromoCodes.ps1 -CsvPath /mnt/imports/codes.csv -Rehearse $true
#>
#Requires -Version 5.1
#Requires -Modules SmarticoAffiliates
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [string] $CsvPath,
    [string] $CsvText,
    [string] $JournalPath,
    [string] $RetryPath,
    [ValidateSet('Error', 'Skip', 'Update')] [string] $IfExists = 'Error',
    [string] $KeyAssetName = 'SmarticoApi',
    [string] $UriVariableName = 'SmarticoApiUrl',
    [bool] $Rehearse = $false,
    [string] $SnapshotPath
)

# A mistake in the set-up ends the job; a bad row does not.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Connect-Account {
    if ($Rehearse) {
        $snapshot = @{}
        if ($SnapshotPath) {
            $snapshot.SnapshotPath = $SnapshotPath
        }

        Connect-Smartico -Sandbox @snapshot
        return
    }

    $key = @{}
    if (Get-Command Get-AutomationPSCredential -ErrorAction Ignore) {
        $credential = Get-AutomationPSCredential -Name $KeyAssetName
        if (-not $credential) {
            throw "The Automation account has no credential '$KeyAssetName'. Its password is to be the API key."
        }

        $key.ApiKey = $credential.Password
        $address = Get-AutomationVariable -Name $UriVariableName -ErrorAction Ignore
        if ($address) {
            $key.Uri = $address
        }
    }

    Connect-Smartico @key
}

function Get-Row {
    if ([bool] $CsvPath -eq [bool] $CsvText) {
        throw 'Give the table as -CsvPath or as -CsvText: one of them.'
    }

    if ($CsvPath) { Import-Csv -LiteralPath $CsvPath -Encoding UTF8 } else { $CsvText | ConvertFrom-Csv }
}

$watch = [System.Diagnostics.Stopwatch]::StartNew()
$rows = @(Get-Row)
if ($rows.Count -eq 0) {
    throw 'The table has no rows.'
}

if ($CsvPath) {
    if (-not $JournalPath -and -not $Rehearse) { $JournalPath = [System.IO.Path]::ChangeExtension($CsvPath, '.journal.jsonl') }
    if (-not $RetryPath) { $RetryPath = [System.IO.Path]::ChangeExtension($CsvPath, '.retry.csv') }
}

$journal = @{}
if ($JournalPath -and -not $Rehearse) {
    $journal.JournalPath = $JournalPath
}

Connect-Account
$created = 0
$problems = @()
$rows | New-SmarticoPromoCode -IfExists $IfExists @journal -ErrorAction Continue -ErrorVariable +problems | ForEach-Object { $created++ }

$failed = @(foreach ($problem in $problems) {
        $problem.TargetObject | Select-Object -Property *, @{ Name = 'Reason'; Expression = { "$problem" } }
    })
if ($failed -and $RetryPath) {
    # Reason is a column that the next import passes over, so it may stay in the file.
    $failed | Export-Csv -LiteralPath $RetryPath -NoTypeInformation -Encoding UTF8
}

[pscustomobject]@{
    Rows        = $rows.Count
    Done        = $created
    Failed      = $failed.Count
    Seconds     = [math]::Round($watch.Elapsed.TotalSeconds, 1)
    Account     = "$(Get-SmarticoConnection)"
    JournalPath = $JournalPath
    RetryPath   = if ($failed) { $RetryPath }
}
Disconnect-Smartico

if ($failed) {
    throw "$($failed.Count) of $($rows.Count) rows failed. $(if ($RetryPath) { "They are in $RetryPath, with the reasons." })"
}
