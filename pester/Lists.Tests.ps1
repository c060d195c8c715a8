BeforeAll { . (Join-Path $PSScriptRoot 'Common.ps1') }

Describe 'A list that is changed by the pipeline that reads it' {
    It 'closes every promo code of 5,000: <Name>' -TestCases @(
        @{ Name = 'at most 1000 a page'; Arguments = '--page-cap', '1000' }
        @{ Name = 'at most 999, the upper bound left out'; Arguments = '--page-cap', '999', '--exclusive' }
    ) {
        $server = Start-SandboxHost (@('--promo-codes', '5000') + $Arguments)
        try {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
            $before = @(Get-SmarticoPromoCode -Status Active)
            $closed = @(Get-SmarticoPromoCode -Status Active |
                    Where-Object { $_.PromoCodeId -gt 0 } |
                    Set-SmarticoPromoCode -Status Inactive -PassThru -ErrorVariable problems -WarningVariable warnings)

            $problems | Should -BeNullOrEmpty
            $warnings | Should -BeNullOrEmpty
            Get-SmarticoPromoCode -Status Active | Should -BeNullOrEmpty
            $before.Count | Should -BeGreaterThan 3000
            Compare-Object $before.PromoCodeId $closed.PromoCodeId | Should -BeNullOrEmpty
        }
        finally {
            Disconnect-Smartico
            Stop-SandboxHost $server
        }
    }

    It 'approves every affiliate that is pending' {
        $server = Start-SandboxHost --affiliates, 26000
        try {
            Connect-Smartico -ApiKey sandbox-operator-key -Uri $server.Uri -SkipCheck
            $before = @(Get-SmarticoAffiliate -Status Pending)
            $approved = @(Get-SmarticoAffiliate -Status Pending | Set-SmarticoAffiliate -Status Approved -PassThru -ErrorVariable problems)

            $problems | Should -BeNullOrEmpty
            Get-SmarticoAffiliate -Status Pending | Should -BeNullOrEmpty
            $before.Count | Should -BeGreaterThan 1000
            Compare-Object $before.AffiliateId $approved.AffiliateId | Should -BeNullOrEmpty
        }
        finally {
            Disconnect-Smartico
            Stop-SandboxHost $server
        }
    }
}
