@{
    RootModule           = 'OneCmdlet.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = '1c6f0f0e-52b4-4c8d-8d0d-3f0b3c5d0a11'
    Author               = 'SmarticoAffiliates contributors'
    Description          = 'The least that a binary module can be.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    CmdletsToExport      = @('Get-One')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
