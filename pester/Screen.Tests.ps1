# What reaches the screen: text of the server and of rows with its control characters named, in every stream and question.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $script:Server = Start-SandboxHost
    $script:Hostile = 'No' + [char]0x1b + '[2J' + [char]13 + 'way' + [char]7 + ' ' + [char]0x202e + 'txt' + [char]0x9b + '31m'

    # What of a text no screen is to be sent; the line break of a message's end is PowerShell's own.
    function Get-Hidden {
        param([string] $Text)
        [regex]::Matches($Text, '[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)') | ForEach-Object { 'U+{0:X4}' -f [int][char]$_.Value }
    }

    # Connects to a server whose next answers are these words in this envelope.
    function Connect-Hostile {
        param([string] $Envelope, [int] $Status = 400, [int] $Count = 1)
        Reset-SandboxHost $Server
        Connect-Smartico 'sandbox-operator-key' -Uri $Server.Uri -SkipCheck -MaxRetryCount 1
        $words = if ($Envelope -match '^[<]|^TEXT$') { $Hostile } else { ConvertTo-Json $Hostile }
        $body = $Envelope.Replace('TEXT', $words)
        $type = if ($body[0] -eq '<') { 'text/html' } elseif ($Envelope -eq 'TEXT') { 'text/plain' } else { 'application/json' }
        Add-HostFault $Server @{ kind = 'status'; status = $Status; body = $body; contentType = $type; count = $Count }
    }
}

AfterAll {
    Stop-SandboxHost $Server
    Disconnect-Smartico
}

Describe 'Text on the screen' {
    It 'an error in the envelope <_>' -ForEach @(
        '"TEXT"', '{"message":"TEXT"}', '{"errCode":7,"message":"TEXT"}', '{"errorCode":7,"message":"TEXT"}', '{"errCode":7,"errMsg":"TEXT"}'
        '{"err_code":-6,"err_message":"TEXT"}', '<html><body><h1>TEXT</h1></body></html>', 'TEXT'
    ) {
        Connect-Hostile ($_ -replace '"TEXT"', 'TEXT')
        $null = Set-SmarticoAffiliate 35425 -Company x -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $shown = ($problems[0] | Out-String -Width 4000) + $problems[0] + $problems[0].Exception.Message + $problems[0].Exception.ServerMessage + $problems[0].CategoryInfo
        Get-Hidden ($shown -replace [char]27 + '\[[0-9;]*m') | Should -BeNullOrEmpty
        "$($problems[0])" | Should -BeLike '*<U+009B>31m*'
    }

    It 'the verbose stream of an attempt that is made again' {
        Connect-Hostile '{"message":TEXT}' -Status 500
        $lines = Set-SmarticoAffiliate 35425 -Company x -Verbose 4>&1 | ForEach-Object { "$_" }
        Get-Hidden ($lines -join "`n") | Should -BeNullOrEmpty
        $lines -join "`n" | Should -BeLike '*<U+001B>*'
    }

    It '-WhatIf, of a row and of what the server has' {
        Connect-TestSandbox
        $text = Get-HostText { [pscustomobject]@{ PromoCodeId = 150; DescriptionPublic = $Hostile } | Set-SmarticoPromoCode -WhatIf }
        Get-Hidden $text | Should -BeNullOrEmpty
        $text | Should -BeLike '*<U+001B>*<U+202E>*'

        Set-SmarticoAffiliate 35425 -Company $Hostile
        (Get-SmarticoAffiliate -AffiliateId 35425).Company | Should -BeExactly $Hostile -Because 'only what is shown is changed'
        $text = Get-HostText { Set-SmarticoAffiliate 35425 -Company new -SkipUnchanged -WhatIf }
        Get-Hidden $text | Should -BeNullOrEmpty
        $text | Should -BeLike '*<U+001B>*'
    }

    It 'the label and the target of a row that failed' {
        Connect-TestSandbox
        $null = [pscustomobject]@{ PromoCode = 'A'; AffiliateId = 35425; DealId = 93196; DescriptionPublic = $Hostile } |
            New-SmarticoPromoCode -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        Get-Hidden "$($problems[0].CategoryInfo)" | Should -BeNullOrEmpty
    }

    It 'a warning about a column' {
        Connect-TestSandbox
        $null = [pscustomobject]@{ PromoCodeId = 150; DescriptionPublic = 'x'; ('odd' + [char]0x1b + '[2J') = 1 } | Set-SmarticoPromoCode -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        Get-Hidden "$warnings" | Should -BeNullOrEmpty
    }
}
