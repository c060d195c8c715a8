BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'The staged module' {
    It 'imports, connects to the sandbox and lists' {
        Connect-Smartico -Sandbox
        (Get-SmarticoAffiliate -First 3).Count | Should -Be 3
    }
}
