<#
.SYNOPSIS
    Brings the pages in docs/en-US up to date with the compiled cmdlets, and makes the module's help of them.
.DESCRIPTION
    What a page can learn from the compiled cmdlet (its head, SYNTAX, the yaml blocks and which parameters there are) is
    written anew; what people wrote stays. Then platyPS makes the MAML, and this script the text of the about topics. The
    same pages give the same bytes on every machine: UTF-8 without a byte order mark, LF.
    The cmdlets are those of out/SmarticoAffiliates: build first, and build again afterwards to stage the help. With -HelpOnly
    the pages are taken as they are, and nothing needs to be built.
.EXAMPLE
    ./docs/Update-Help.ps1
.EXAMPLE
    ./docs/Update-Help.ps1 -New Get-SmarticoDeal     # begins a page
#>
#Requires -Version 7.2
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseCompatibleSyntax', '', Justification = 'The pages are made in PowerShell 7.2 or later only.')]
[CmdletBinding()]
param(
    # Cmdlets that get the skeleton of a page, unless they have one.
    [string[]] $New = @(),

    # The folder of the pages.
    [string] $PagePath = (Join-Path $PSScriptRoot 'en-US'),

    # The module whose cmdlets the pages describe.
    [string] $Manifest = (Join-Path (Split-Path $PSScriptRoot) 'out/SmarticoAffiliates/SmarticoAffiliates.psd1'),

    # The folder of the module's help.
    [string] $OutputPath = (Join-Path (Split-Path $PSScriptRoot) 'src/SmarticoAffiliates/en-US'),

    # Leaves the module's help as it is; platyPS is not needed then.
    [switch] $PagesOnly,

    # Leaves the pages as they are.
    [switch] $HelpOnly
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$common = [System.Management.Automation.Cmdlet]::CommonParameters

# What a new page says of the parameters that many cmdlets share.
$shared = @{
    Connection        = 'The connection to use instead of the current one: what `Connect-Smartico -PassThru` wrote. Takes no pipeline input.'
    ThrottleLimit     = 'How many requests are under way at once, 1 to 256; 1 sends strictly one after another. By default the connection''s ThrottleLimit, which is 4 unless `Connect-Smartico` was told otherwise. Takes no pipeline input.'
    JournalPath       = 'A file that notes of each row when it was started and how it ended. A later run with the same rows and the same file goes on where an earlier one was cut off; see about_Smartico_Bulk. It is created if it is not there. Takes no pipeline input.'
    PlanOnly          = 'Sends nothing: reads what is there at present, and writes to -JournalPath what each row would do. `Get-SmarticoJournal` shows the plan, `Invoke-SmarticoJournal` does exactly that; see about_Smartico_Runs. What is written to the pipeline is the records that would be made, for the next command to plan with. Takes no pipeline input.'
    SummaryVariable   = 'The name of a variable, without `$`, that holds what became of the rows while the call runs and when it has ended, however it ended: how many were read, created, updated, unchanged, skipped, resumed, failed and not tried, the seconds, the pace, the account and the journal. `-InformationAction Continue` shows it in one line. Takes no pipeline input.'
    WhatIf            = 'Tells for each row what would be sent, and sends nothing.'
    Confirm           = 'Asks for each row before it is sent.'
    First             = 'Ends after this many objects; no further page is asked for than they need.'
    Skip              = 'Leaves out this many objects at the beginning.'
    IncludeTotalCount = 'Writes the total count first. The API counts nothing, so the count is 0 with an accuracy of 0: unknown.'
}

# The type as PowerShell's own syntax shows it: where a parameter is typed loosely, PSTypeName says what it is.
function Get-TypeText($Parameter) {
    $type = [System.Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType
    $said = $Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.PSTypeNameAttribute] }
    $said ? $said.PSTypeName.Split('.')[-1] + ($type.IsArray ? '[]' : '') : $type.Name
}

function Get-EnumType($Parameter) {
    $type = [System.Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType
    $said = $Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.PSTypeNameAttribute] }
    $inner = $said ? ($said.PSTypeName -replace '\[\]$') -as [type] : $type.IsArray ? $type.GetElementType() : $type
    $inner -and $inner.IsEnum ? $inner : $null
}

# The parameters of a set as a user sees them: not the common ones, and none that is hidden.
function Get-VisibleParameter($Set) {
    $Set.Parameters | Where-Object {
        $_.Name -notin $common -and -not ($_.Attributes | Where-Object { $_ -is [Parameter] -and $_.DontShow })
    }
}

function Get-SyntaxText($Command, $Set) {
    $last = 'IncludeTotalCount', 'Skip', 'First', 'WhatIf', 'Confirm'
    $parameters = @(Get-VisibleParameter $Set)
    $sorted = @($parameters | Where-Object Position -GE 0 | Sort-Object Position) +
        @($parameters | Where-Object { $_.Position -lt 0 -and $_.IsMandatory }) +
        @($parameters | Where-Object { $_.Position -lt 0 -and -not $_.IsMandatory -and $_.Name -notin $last }) +
        @($last | ForEach-Object { $name = $_; $parameters | Where-Object Name -EQ $name })
    $words = @($Command.Name) + @(foreach ($parameter in $sorted) {
            $name = $parameter.Position -ge 0 ? "[-$($parameter.Name)]" : "-$($parameter.Name)"
            $text = $parameter.ParameterType -eq [switch] ? $name : "$name <$(Get-TypeText $parameter)>"
            $parameter.IsMandatory ? $text : "[$text]"
        }) + '[<CommonParameters>]'
    $lines = [System.Collections.Generic.List[string]]::new()
    $line = ''
    foreach ($word in $words) {
        if ($line.Length + $word.Length -ge 110) {
            $lines.Add($line)
            $line = ''
        }

        $line += ($line -or $lines.Count ? ' ' : '') + $word
    }

    ($lines + $line) -join "`n"
}

# The yaml blocks of a parameter: one for all sets in which it is alike, first those in which the pipeline gives it.
function Get-FactText($Command, [string] $Name) {
    $sets = @($Command.ParameterSets | ForEach-Object {
            $set = $_
            Get-VisibleParameter $set | Where-Object Name -EQ $Name | ForEach-Object {
                $ways = @($_.ValueFromPipelineByPropertyName ? 'ByPropertyName' : @()) + @($_.ValueFromPipeline ? 'ByValue' : @())
                [pscustomobject]@{
                    Set      = $set.Name
                    Info     = $_
                    Required = $_.IsMandatory
                    Position = $_.Position -ge 0 ? "$($_.Position)" : 'Named'
                    Pipeline = $ways ? "True ($($ways -join ', '))" : 'False'
                }
            }
        })
    $info = $sets[0].Info
    $enum = Get-EnumType $info
    $value = $null
    if ($property = $Command.ImplementingType.GetProperty($Name)) {
        $value = $property.GetValue([System.Activator]::CreateInstance($Command.ImplementingType))
    }

    $default = $value -is [System.Enum] -or ($value -and $value -isnot [switch]) ? "$value" : 'None'
    $wildcards = [bool] ($info.Attributes | Where-Object { $_ -is [SupportsWildcards] })
    $groups = $sets | Group-Object Required, Position, Pipeline | Sort-Object { $_.Group[0].Pipeline -eq 'False' }, { ($_.Group.Set | Sort-Object)[0] }
    $blocks = foreach ($group in $groups) {
        $one = $group.Group[0]
        $names = $group.Count -eq $Command.ParameterSets.Count ? '(All)' : ($group.Group.Set | Sort-Object) -join ', '
        @(
            '```yaml'
            "Type: $(Get-TypeText $info)"
            "Parameter Sets: $names"
            "Aliases: $($info.Aliases -join ', ')".TrimEnd()
            if ($enum) { "Accepted values: $([enum]::GetNames($enum) -join ', ')" }
            ''
            "Required: $($one.Required)"
            "Position: $($one.Position)"
            "Default value: $default"
            "Accept pipeline input: $($one.Pipeline)"
            "Accept wildcard characters: $wildcards"
            '```'
        ) -join "`n"
    }

    $blocks -join "`n`n"
}

# The text between two headings.
function Get-Between([string] $Text, [string] $From, [string] $To) {
    $match = [regex]::Match($Text, "(?ms)^$([regex]::Escape($From))\n(?<body>.*?)^$([regex]::Escape($To))\n")
    if (-not $match.Success) {
        throw "A page lacks '$From' or '$To' behind it."
    }

    $match.Groups['body'].Value.Trim()
}

function Update-Page([string] $Path) {
    $name = [System.IO.Path]::GetFileNameWithoutExtension($Path)
    $command = Get-Command $name -Module SmarticoAffiliates
    $text = (Get-Content -LiteralPath $Path -Raw) -replace '\r'
    $written = [ordered]@{}
    foreach ($section in (Get-Between $text -From '## PARAMETERS' -To '## INPUTS') -split '(?m)^(?=### )' | Where-Object { $_ -match '^### -' }) {
        $section -match '(?s)^### -(?<name>\w+)\n(?<prose>.*?)(?=\n```yaml|\z)' | Out-Null
        $written[$Matches.name] = $Matches.prose.Trim()
    }

    $compiled = @($command.ParameterSets | ForEach-Object { Get-VisibleParameter $_ } | ForEach-Object Name | Sort-Object -Unique)
    $written.Keys | Where-Object { $_ -notin $compiled } | ForEach-Object { Write-Warning "$name has no parameter -$_`: its text is dropped." }
    $parameters = @(foreach ($parameter in $compiled) {
        $prose = $written[$parameter] ? $written[$parameter] : $shared[$parameter] ? $shared[$parameter] : "{{ Fill $parameter Description }}"
        "### -$parameter`n$prose`n`n$(Get-FactText $command $parameter)"
    })

    $syntax = foreach ($set in $command.ParameterSets | Sort-Object { -not $_.IsDefault } -Stable) {
        $heading = $set.Name -eq '__AllParameterSets' ? '' : "### $($set.Name)$($set.IsDefault ? ' (Default)' : '')`n"
        "$heading``````" + "`n$(Get-SyntaxText $command $set)`n" + '```'
    }

    $page = @"
---
external help file: SmarticoAffiliates.dll-Help.xml
Module Name: SmarticoAffiliates
online version: $($command.HelpUri)
schema: 2.0.0
---

# $name

## SYNOPSIS
$(Get-Between $text -From '## SYNOPSIS' -To '## SYNTAX')

## SYNTAX

$($syntax -join "`n`n")

## DESCRIPTION
$(Get-Between $text -From '## DESCRIPTION' -To '## EXAMPLES')

## EXAMPLES

$(Get-Between $text -From '## EXAMPLES' -To '## PARAMETERS')

## PARAMETERS

$(($parameters + @'
### CommonParameters
This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable, -OutVariable, -OutBuffer, -PipelineVariable, -Verbose, -WarningAction, and -WarningVariable. For more information, see [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
'@) -join "`n`n")

## INPUTS

$(Get-Between $text -From '## INPUTS' -To '## OUTPUTS')

## OUTPUTS

$(Get-Between $text -From '## OUTPUTS' -To '## NOTES')

## NOTES
$(Get-Between $text -From '## NOTES' -To '## RELATED LINKS')

## RELATED LINKS

$(($text -split '(?m)^## RELATED LINKS\n')[1].Trim())
"@
    Write-Text $Path $page
}

function New-Page([string] $Name) {
    $command = Get-Command $Name -Module SmarticoAffiliates
    $headings = 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS'
    $fill = @{
        EXAMPLES = (1..3 | ForEach-Object { "### Example ${_}: {{ Fill in the Title }}`n``````powershell`n$Name`n```````n`n{{ Fill in the Remark }}" }) -join "`n`n"
        OUTPUTS  = ($command.OutputType | ForEach-Object { "### $($_.Name -eq 'System.Void' ? 'None' : $_.Name)`n{{ Fill in the Output }}" }) -join "`n`n"
        INPUTS   = "### None`n{{ Fill in the Input }}"
        # platyPS reads nothing but links there.
        'RELATED LINKS' = '[about_SmarticoAffiliates](about_SmarticoAffiliates.md)'
    }
    $body = $headings | ForEach-Object { "## $_`n$($fill[$_] ? $fill[$_] : '{{ Fill in ' + $_ + ' }}')" }
    Write-Text (Join-Path $PagePath "$Name.md") ($body -join "`n`n")
}

# Words in lines of at most 80 columns; an item's further lines are indented under its text.
function Get-Wrapped([string] $Text) {
    $hang = $Text -match '^- ' ? '      ' : '    '
    $line = '    '
    foreach ($word in $Text -split '\s+' | Where-Object { $_ }) {
        if ($line.Trim() -and $line.Length + $word.Length -gt 79) {
            $line.TrimEnd()
            $line = $hang
        }

        $line += "$word "
    }

    $line.TrimEnd()
}

# An about topic for the console: headings of its kind, code indented, no markup.
function ConvertTo-AboutText([string] $Markdown) {
    $isCode = $false
    $paragraph = ''
    $lines = foreach ($line in ($Markdown -replace '\r').Trim() -split "`n") {
        if ($paragraph -and ($isCode -or $line -match '^(```|#|- |$)')) {
            Get-Wrapped $paragraph
            $paragraph = ''
        }

        switch -Regex ($line) {
            '^```' { $isCode = -not $isCode; break }
            { $isCode } { $line ? "        $line" : ''; break }
            '^# (?<title>.+)' { 'TOPIC', "    $($Matches.title)"; break }
            '^## (?<title>.+)' { $Matches.title.ToUpperInvariant(); break }
            '^### (?<title>.+)' { "  $($Matches.title)"; break }
            '^$' { ''; break }
            default { $paragraph += ' ' + ($line -replace '\[(?<text>[^\]]+)\]\([^)]+\)', '${text}' -replace '\*\*') }
        }

        $paragraph = $paragraph.TrimStart()
    }

    if ($paragraph) {
        $lines += @(Get-Wrapped $paragraph)
    }

    $lines -join "`n"
}

# Each paragraph on one line: the console wraps by its own width. Code, yaml, tables and lists stay as they are.
function ConvertTo-Unwrapped([string] $Markdown) {
    $isCode = $false
    $isOpen = $false
    $head, $body = ($Markdown -replace '\r') -split '(?m)(?=^# )', 2
    $lines = [System.Collections.Generic.List[string]]::new()
    foreach ($line in $body -split "`n") {
        $isFence = $line -match '^```'
        $isCode = $isCode -xor $isFence
        $isProse = -not $isCode -and -not $isFence -and $line -match '^[^#|>\[-]'
        if ($isProse -and $isOpen) {
            $lines[$lines.Count - 1] += ' ' + $line.Trim()
        }
        else {
            $lines.Add($line)
        }

        $isOpen = $isProse -or (-not $isCode -and $line -match '^- ')
    }

    $head + ($lines -join "`n")
}

# PlatyPS leaves an example in one piece and takes blanks off the code; the console shows code and remark each in its place.
function Set-Example([xml] $Help) {
    $names = [System.Xml.XmlNamespaceManager]::new($Help.NameTable)
    $names.AddNamespace('c', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $names.AddNamespace('m', 'http://schemas.microsoft.com/maml/2004/10')
    $names.AddNamespace('d', 'http://schemas.microsoft.com/maml/dev/2004/10')
    $fence = '(?ms)^```\w*\n(?<code>.*?)\n?^```$'
    foreach ($command in $Help.SelectNodes('//c:command', $names)) {
        $page = Join-Path $PagePath "$($command.SelectSingleNode('c:details/c:name', $names).InnerText).md"
        $written = @((Get-Between -Text ((Get-Content -LiteralPath $page -Raw) -replace '\r') -From '## EXAMPLES' -To '## PARAMETERS') -split '(?m)^(?=### )' | Where-Object { $_ })
        $examples = $command.SelectNodes('c:examples/c:example', $names)
        for ($i = 0; $i -lt $examples.Count; $i++) {
            $example = $examples[$i]
            $body = ($written[$i] -split "`n", 2)[1]
            $null = $example.RemoveChild($example.SelectSingleNode('m:introduction', $names))
            $example.SelectSingleNode('d:code', $names).InnerText = ([regex]::Matches($body, $fence) | ForEach-Object { $_.Groups['code'].Value }) -join "`n`n"
            foreach ($paragraph in ($body -replace $fence).Trim() -split '\n{2,}' | Where-Object { $_ }) {
                $para = $Help.CreateElement('maml', 'para', 'http://schemas.microsoft.com/maml/2004/10')
                $para.InnerText = $paragraph -replace '\s+', ' '
                $null = $example.SelectSingleNode('d:remarks', $names).AppendChild($para)
            }
        }
    }
}

# Writes a file if it is to change, and says so.
function Write-Text([string] $Path, [string] $Text) {
    $text = ($Text -replace '\r').TrimEnd() + "`n"
    if (-not (Test-Path -LiteralPath $Path) -or [System.IO.File]::ReadAllText($Path) -cne $text) {
        [System.IO.File]::WriteAllText($Path, $text, [System.Text.UTF8Encoding]::new($false))
        Write-Information "$(Split-Path $Path -Leaf) has changed."
    }
}

if (-not $HelpOnly) {
    Import-Module $Manifest
    $New | Where-Object { -not (Test-Path (Join-Path $PagePath "$_.md")) } | ForEach-Object { New-Page $_ }
}

$files = [System.IO.Directory]::GetFiles((Convert-Path $PagePath), '*.md')
[array]::Sort($files, [System.StringComparer]::Ordinal)
$pages = @($files | Where-Object { (Split-Path $_ -Leaf) -notlike 'about_*' })
if (-not $HelpOnly) {
    $pages | ForEach-Object { Update-Page $_ }
}

if ($PagesOnly) {
    return
}

Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.3
$null = New-Item $OutputPath -ItemType Directory -Force
$made = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid().ToString('N'))
$maml = 'SmarticoAffiliates.dll-Help.xml'
try {
    $null = New-Item $made -ItemType Directory
    $unwrapped = foreach ($page in $pages) {
        $copy = Join-Path $made (Split-Path $page -Leaf)
        [System.IO.File]::WriteAllText($copy, (ConvertTo-Unwrapped (Get-Content -LiteralPath $page -Raw)))
        $copy
    }

    $file = $unwrapped | Import-MarkdownCommandHelp | Export-MamlCommandHelp -OutputFolder $made -Force
    $help = [xml] (Get-Content -LiteralPath $file -Raw)
    Set-Example $help
    $text = [System.IO.StringWriter]::new()
    $writer = [System.Xml.XmlWriter]::Create($text, [System.Xml.XmlWriterSettings] @{ Indent = $true; NewLineChars = "`n"; OmitXmlDeclaration = $true })
    $help.Save($writer)
    $writer.Dispose()
    Write-Text (Join-Path $OutputPath $maml) "<?xml version=`"1.0`" encoding=`"utf-8`"?>`n$text"
}
finally {
    Remove-Item $made -Recurse -ErrorAction Ignore
}

$topics = @($files | Where-Object { $_ -notin $pages })
foreach ($topic in $topics) {
    Write-Text (Join-Path $OutputPath ((Split-Path $topic -LeafBase) + '.help.txt')) (ConvertTo-AboutText (Get-Content -LiteralPath $topic -Raw))
}

# What no page stands behind any more.
$names = @($maml) + @($topics | ForEach-Object { (Split-Path $_ -LeafBase) + '.help.txt' })
Get-ChildItem $OutputPath -File | Where-Object Name -NotIn $names | Remove-Item
