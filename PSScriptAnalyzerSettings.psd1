# For every script of the repository; build.ps1 reads it.
@{
    IncludeDefaultRules = $true
    ExcludeRules        = @(
        # A helper of a test or of the build asks nobody before it acts.
        'PSUseShouldProcessForStateChangingFunctions'
        # Pester's blocks share variables in a way that it can't see.
        'PSUseDeclaredVarsMoreThanAssignments'
        'PSReviewUnusedParameter'
    )
    Rules               = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1')
        }
    }
}
