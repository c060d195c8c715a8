# What the server answers to a write, through the cmdlets: of tests/SmarticoAffiliates.Tests/Answers/answers.txt two lines of
# each status and meaning. All of them through the library are AnswerTableTests'.
BeforeDiscovery {
    $updates = @(
        @{ Cmdlet = 'Set-SmarticoAffiliate'; Method = 'PUT'; Id = 35425; Record = '{"id":35425,"affiliate_id":35425}'; Arguments = @{ AffiliateId = 35425; Company = 'As it was not before' } }
        @{ Cmdlet = 'Set-SmarticoPromoCode'; Method = 'PUT'; Id = 150; Record = '{"id":150,"promocode_id":150}'; Arguments = @{ PromoCodeId = 150; DescriptionPublic = 'As it was not before' } }
        @{ Cmdlet = 'Set-SmarticoPixel'; Method = 'PUT'; Id = 2888; Record = '{"id":2888}'; Arguments = @{ PixelId = 2888; Name = 'As it was not before' } }
    )
    $creates = @(
        @{ Cmdlet = 'New-SmarticoPromoCode'; Method = 'POST'; Id = 777; Record = '{"id":777,"promocode":"NEW"}'; Arguments = @{ PromoCode = 'NEW'; AffiliateId = 35425; DealId = 93203 } }
        @{ Cmdlet = 'New-SmarticoDeal'; Method = 'POST'; Id = 777; Record = '{"id":777,"affiliate_id":35425,"deal_type_id":1,"cpl_amount":5}'; Arguments = @{ AffiliateId = 35425; DealType = 'CPL'; CplAmount = 5; Name = 'New' } }
        @{ Cmdlet = 'New-SmarticoPixel'; Method = 'POST'; Id = 777; Record = '{"id":777,"affiliate_id":35425,"pixel":"https://example.com/"}'; Arguments = @{ AffiliateId = 35425; Name = 'New'; Url = 'https://example.com/'; Trigger = 'FtdMade'; Delivery = 'ServerToServer' } }
        @{
            Cmdlet = 'Register-SmarticoAffiliate'; Method = 'POST'; Id = 777; Record = '{"id":777,"affiliate_id":777}'
            Arguments = @{
                FirstName = 'Some'; LastName = 'Body'; Username = 'somebody'; Password = 'Secret12'; Email = 'some@body.example'; Country = 'BG'
                AcceptTerms = $true; RegistrationHostname = 'aff.example.com'; CaptchaToken = 'token-1'
            }
        }
    )
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $script:SandboxHost = Start-SandboxHost
    $script:Answers = Get-Content (Join-Path (Split-Path $PSScriptRoot) 'tests/SmarticoAffiliates.Tests/Answers/answers.txt') |
        Where-Object { $_ -and $_ -notmatch '^#' } |
        ForEach-Object {
            $cells = $_.Split('|').Trim()
            $expected = $cells | Select-Object -Skip 2 | ForEach-Object { if ($_ -eq '=') { $cells[2] } else { $_ } }
            [pscustomobject]@{ Status = [int]$cells[0]; Body = $cells[1]; Update = $expected[0]; Create = $expected[1]; Register = $expected[2]; List = $expected[3] }
        }

    # Two answers of each status and meaning: so every way from an answer to an error and a line of the journal is gone.
    function Select-Sample {
        param([object[]] $Answer, [string] $Column)

        $Answer | Group-Object Status, $Column | ForEach-Object { $_.Group | Select-Object -First 2 }
    }

    # What came of one call: the error's kind or "done", what the journal says, and how often the write was sent.
    function Get-Outcome {
        param($Case, $Answer)

        Reset-SandboxHost $SandboxHost
        Connect-Smartico 'sandbox-operator-key' -Uri $SandboxHost.Uri -SkipCheck -MaxRetryCount 0 -MaxThrottleWaitSec 0
        $body = $Answer.Body.Replace('RECORD', $Case.Record).Replace('ID', $Case.Id)
        $type = if ($body.StartsWith('<')) { 'text/html' } else { 'application/json' }
        Add-HostFault $SandboxHost @{ kind = 'status'; status = $Answer.Status; body = $body; contentType = $type; method = $Case.Method }
        $journal = Join-Path $TestDrive ([guid]::NewGuid().ToString('N') + '.jsonl')
        $arguments = $Case.Arguments

        $null = & $Case.Cmdlet @arguments -JournalPath $journal -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue

        $end = Get-Content $journal | ConvertFrom-Json | Where-Object event -EQ 'end'
        $kind = if ($problems) { ($problems[0].FullyQualifiedErrorId -split ',')[0] -replace '^Smartico' } else { 'done' }
        "$kind, $($end.outcome), $(@(Get-HostRequest $SandboxHost $Case.Method).Count)"
    }

    function Get-Expected {
        param([string] $Expected, [string] $Method)

        $what, $kind = $Expected -split ':'
        switch ($what) {
            'done' { 'done, done, 1' }
            'no' { "$(if ($kind) { $kind } else { 'InvalidRequest' }), failed, 1" }
            'slow' { 'Throttled, failed, 1' }
            'down' { "$(if ($kind) { $kind } else { 'ServerError' }), failed, 1" }
            'unclear' { 'Indeterminate, unknown, 1' }
        }
    }
}

AfterAll { Stop-SandboxHost $SandboxHost }

Describe 'An answer to a write' {
    It '<Cmdlet> is done only where the answer says so' -ForEach $updates {
        $case = $_
        $sample = @(Select-Sample $Answers Update)
        $wrong = foreach ($answer in $sample) {
            $outcome = Get-Outcome $case $answer
            $expected = Get-Expected $answer.Update
            if ($outcome -ne $expected) { "$($answer.Status) $($answer.Body): $outcome instead of $expected" }
        }

        $wrong | Should -BeNullOrEmpty
        $sample.Count | Should -BeGreaterThan 50
    }

    # What is looked for takes the time that a server may need: those answers are AnswerTableTests'.
    It '<Cmdlet> is done only where the answer says so, and refused where it says no' -ForEach $creates {
        $case = $_
        $column = if ($Cmdlet -eq 'Register-SmarticoAffiliate') { 'Register' } else { 'Create' }
        $certain = @(Select-Sample ($Answers | Where-Object $column -Match '^(done|no|slow)') $column)
        $wrong = foreach ($answer in $certain) {
            $outcome = Get-Outcome $case $answer
            $expected = Get-Expected $answer.$column
            if ($outcome -ne $expected) { "$($answer.Status) $($answer.Body): $outcome instead of $expected" }
        }

        $wrong | Should -BeNullOrEmpty
        $certain.Count | Should -BeGreaterThan 30
    }

    It 'Invoke-SmarticoRequest hands no refusal out as data' {
        # A read's record may have a column of any name, and words beside data may be a note.
        $refusals = @(Select-Sample ($Answers | Where-Object { $_.Update -match '^(no|slow|down)' -and $_.List -match '^(no|slow|down)' }) List)
        $handedOut = foreach ($answer in $refusals) {
            Reset-SandboxHost $SandboxHost
            Connect-Smartico 'sandbox-operator-key' -Uri $SandboxHost.Uri -SkipCheck -MaxRetryCount 0 -MaxThrottleWaitSec 0
            $type = if ($answer.Body.StartsWith('<')) { 'text/html' } else { 'application/json' }
            Add-HostFault $SandboxHost @{ kind = 'status'; status = $answer.Status; body = $answer.Body.Replace('RECORD', '{"id":7}').Replace('ID', '7'); contentType = $type }
            $output = Invoke-SmarticoRequest api/af2_aff_op -ErrorVariable problems -ErrorAction SilentlyContinue
            if ($output -or $problems.Count -ne 1) { "$($answer.Status) $($answer.Body)" }
        }

        $handedOut | Should -BeNullOrEmpty
        $refusals.Count | Should -BeGreaterThan 35
    }
}
