<#
.SYNOPSIS
    The main job on the sandbox: promo codes from a CSV file, good rows and bad ones of each kind.
#>
[CmdletBinding()]
param(
    [string] $Path = (Join-Path $PSScriptRoot 'promo-codes.csv')
)

if ([Console]::IsOutputRedirected -and $PSVersionTable.PSVersion -ge [version] '7.2') {
    $PSStyle.OutputRendering = 'PlainText'
}

Import-Module (Join-Path (Split-Path $PSScriptRoot) 'out/SmarticoAffiliates/SmarticoAffiliates.psd1')
Connect-Smartico -Sandbox

Write-Output "PowerShell $($PSVersionTable.PSVersion), the module SmarticoAffiliates $((Get-Module SmarticoAffiliates).Version), and the sandbox."
Write-Output ''
Write-Output "PS> Import-Csv $(Split-Path $Path -Leaf) | New-SmarticoPromoCode -ErrorVariable problems"
Import-Csv $Path | New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue | Out-Host

Write-Output "$($problems.Count) rows were not carried out:"
foreach ($problem in $problems) {
    Write-Output "  $($problem.TargetObject.PromoCode): $problem"
}

Write-Output ''
Write-Output 'PS> $problems.TargetObject | Export-Csv retry.csv     # the rows to correct and to pipe in again'
$problems.TargetObject | ConvertTo-Csv | Select-Object -First 3
Write-Output '...'
