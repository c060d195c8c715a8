@{
    RootModule             = 'SmarticoAffiliates.dll'
    # The types file names a class of the assembly, and is read before the root module.
    RequiredAssemblies     = @('SmarticoAffiliates.Client.dll', 'SmarticoAffiliates.dll')
    ModuleVersion          = '0.2.0'
    GUID                   = '6f0c2b5e-3d0a-4b53-9a53-0d6f5b1f7c21'
    Author                 = 'SmarticoAffiliates contributors'
    CompanyName            = 'SmarticoAffiliates contributors'
    Copyright              = '(c) 2026 SmarticoAffiliates contributors. MIT License.'
    Description            = 'Runs the affiliate programme of a Smartico (TheAffiliatePlatform) account: affiliates and promo codes, one by one or thousands of rows from a CSV file, with a sandbox to rehearse in.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    TypesToProcess         = @('SmarticoAffiliates.types.ps1xml')
    FormatsToProcess       = @('SmarticoAffiliates.format.ps1xml')
    CmdletsToExport        = @(
        'Compare-SmarticoSnapshot'
        'Connect-Smartico'
        'Disconnect-Smartico'
        'Export-SmarticoReport'
        'Export-SmarticoSnapshot'
        'Export-SmarticoTable'
        'Get-SmarticoAffiliate'
        'Get-SmarticoBalance'
        'Get-SmarticoConnection'
        'Get-SmarticoDeal'
        'Get-SmarticoDestinationLink'
        'Get-SmarticoJournal'
        'Get-SmarticoMediaReport'
        'Get-SmarticoPixel'
        'Get-SmarticoPromoCode'
        'Get-SmarticoRegistration'
        'Import-SmarticoTable'
        'Invoke-SmarticoJournal'
        'Invoke-SmarticoRequest'
        'New-SmarticoDeal'
        'New-SmarticoPixel'
        'New-SmarticoPromoCode'
        'New-SmarticoTrackingLink'
        'Register-SmarticoAffiliate'
        'Set-SmarticoAffiliate'
        'Set-SmarticoPixel'
        'Set-SmarticoPromoCode'
        'Undo-SmarticoJournal'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Smartico', 'TheAffiliatePlatform', 'affiliate', 'casino', 'sportsbook', 'promocode', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/SmarticoAffiliates/SmarticoAffiliates'
            # build.ps1 puts the version's section of the changelog here when it packs the module.
            ReleaseNotes = 'https://github.com/SmarticoAffiliates/SmarticoAffiliates/blob/main/CHANGELOG.md'
        }
    }
}
