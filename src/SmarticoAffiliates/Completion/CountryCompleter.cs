using System.Collections.Generic;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes countries by code or English name: <c>-Country germ</c> becomes <c>DE</c>.</summary>
public sealed class CountryCompleter : Completer
{
    // ISO 3166-1 alpha-2, all that are assigned. A table, because .NET's own differs by platform; further names are such as people type.
    internal static readonly IReadOnlyList<Candidate> All = Candidate.ReadTable(
        """
        AD Andorra
        AE United Arab Emirates|UAE|Emirates
        AF Afghanistan
        AG Antigua and Barbuda
        AI Anguilla
        AL Albania
        AM Armenia
        AO Angola
        AQ Antarctica
        AR Argentina
        AS American Samoa
        AT Austria
        AU Australia
        AW Aruba
        AX Åland Islands|Aland Islands
        AZ Azerbaijan
        BA Bosnia and Herzegovina
        BB Barbados
        BD Bangladesh
        BE Belgium
        BF Burkina Faso
        BG Bulgaria
        BH Bahrain
        BI Burundi
        BJ Benin
        BL Saint Barthélemy|Saint Barthelemy|St. Barts
        BM Bermuda
        BN Brunei
        BO Bolivia
        BQ Bonaire, Sint Eustatius and Saba|Caribbean Netherlands
        BR Brazil
        BS Bahamas|The Bahamas
        BT Bhutan
        BV Bouvet Island
        BW Botswana
        BY Belarus
        BZ Belize
        CA Canada
        CC Cocos (Keeling) Islands|Keeling Islands
        CD Congo (Democratic Republic)|DR Congo|Democratic Republic of the Congo|Kinshasa
        CF Central African Republic
        CG Congo (Republic)|Republic of the Congo|Brazzaville
        CH Switzerland
        CI Côte d'Ivoire|Cote d'Ivoire|Ivory Coast
        CK Cook Islands
        CL Chile
        CM Cameroon
        CN China
        CO Colombia
        CR Costa Rica
        CU Cuba
        CV Cabo Verde|Cape Verde
        CW Curaçao|Curacao
        CX Christmas Island
        CY Cyprus
        CZ Czechia|Czech Republic
        DE Germany
        DJ Djibouti
        DK Denmark
        DM Dominica
        DO Dominican Republic
        DZ Algeria
        EC Ecuador
        EE Estonia
        EG Egypt
        EH Western Sahara
        ER Eritrea
        ES Spain
        ET Ethiopia
        FI Finland
        FJ Fiji
        FK Falkland Islands|Malvinas
        FM Micronesia|Federated States of Micronesia
        FO Faroe Islands
        FR France
        GA Gabon
        GB United Kingdom|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland
        GD Grenada
        GE Georgia
        GF French Guiana
        GG Guernsey
        GH Ghana
        GI Gibraltar
        GL Greenland
        GM Gambia|The Gambia
        GN Guinea
        GP Guadeloupe
        GQ Equatorial Guinea
        GR Greece
        GS South Georgia and the South Sandwich Islands
        GT Guatemala
        GU Guam
        GW Guinea-Bissau
        GY Guyana
        HK Hong Kong
        HM Heard Island and McDonald Islands
        HN Honduras
        HR Croatia
        HT Haiti
        HU Hungary
        ID Indonesia
        IE Ireland|Republic of Ireland
        IL Israel
        IM Isle of Man
        IN India
        IO British Indian Ocean Territory
        IQ Iraq
        IR Iran
        IS Iceland
        IT Italy
        JE Jersey
        JM Jamaica
        JO Jordan
        JP Japan
        KE Kenya
        KG Kyrgyzstan
        KH Cambodia
        KI Kiribati
        KM Comoros
        KN Saint Kitts and Nevis|St. Kitts
        KP North Korea|Korea, North
        KR South Korea|Korea, South
        KW Kuwait
        KY Cayman Islands
        KZ Kazakhstan
        LA Laos
        LB Lebanon
        LC Saint Lucia|St. Lucia
        LI Liechtenstein
        LK Sri Lanka
        LR Liberia
        LS Lesotho
        LT Lithuania
        LU Luxembourg
        LV Latvia
        LY Libya
        MA Morocco
        MC Monaco
        MD Moldova
        ME Montenegro
        MF Saint Martin (French part)|St. Martin
        MG Madagascar
        MH Marshall Islands
        MK North Macedonia|Macedonia
        ML Mali
        MM Myanmar|Burma
        MN Mongolia
        MO Macao|Macau
        MP Northern Mariana Islands
        MQ Martinique
        MR Mauritania
        MS Montserrat
        MT Malta
        MU Mauritius
        MV Maldives
        MW Malawi
        MX Mexico
        MY Malaysia
        MZ Mozambique
        NA Namibia
        NC New Caledonia
        NE Niger
        NF Norfolk Island
        NG Nigeria
        NI Nicaragua
        NL Netherlands|Holland
        NO Norway
        NP Nepal
        NR Nauru
        NU Niue
        NZ New Zealand
        OM Oman
        PA Panama
        PE Peru
        PF French Polynesia
        PG Papua New Guinea
        PH Philippines
        PK Pakistan
        PL Poland
        PM Saint Pierre and Miquelon|St. Pierre
        PN Pitcairn
        PR Puerto Rico
        PS Palestine
        PT Portugal
        PW Palau
        PY Paraguay
        QA Qatar
        RE Réunion|Reunion
        RO Romania
        RS Serbia
        RU Russia|Russian Federation
        RW Rwanda
        SA Saudi Arabia
        SB Solomon Islands
        SC Seychelles
        SD Sudan
        SE Sweden
        SG Singapore
        SH Saint Helena, Ascension and Tristan da Cunha|St. Helena
        SI Slovenia
        SJ Svalbard and Jan Mayen
        SK Slovakia
        SL Sierra Leone
        SM San Marino
        SN Senegal
        SO Somalia
        SR Suriname
        SS South Sudan
        ST Sao Tome and Principe|São Tomé
        SV El Salvador
        SX Sint Maarten (Dutch part)|St. Maarten
        SY Syria
        SZ Eswatini|Swaziland
        TC Turks and Caicos Islands
        TD Chad
        TF French Southern Territories
        TG Togo
        TH Thailand
        TJ Tajikistan
        TK Tokelau
        TL Timor-Leste|East Timor
        TM Turkmenistan
        TN Tunisia
        TO Tonga
        TR Türkiye|Turkey|Turkiye
        TT Trinidad and Tobago
        TV Tuvalu
        TW Taiwan
        TZ Tanzania
        UA Ukraine
        UG Uganda
        UM United States Minor Outlying Islands|US Minor Outlying Islands
        US United States|USA|America
        UY Uruguay
        UZ Uzbekistan
        VA Vatican City|Holy See
        VC Saint Vincent and the Grenadines|St. Vincent
        VE Venezuela
        VG British Virgin Islands|Virgin Islands, British
        VI U.S. Virgin Islands|US Virgin Islands|Virgin Islands, U.S.|Virgin Islands of the United States
        VN Vietnam|Viet Nam
        VU Vanuatu
        WF Wallis and Futuna
        WS Samoa
        YE Yemen
        YT Mayotte
        ZA South Africa|RSA
        ZM Zambia
        ZW Zimbabwe
        """);

    private protected override IEnumerable<Candidate> Find(CompletionCall call) => Candidate.MatchingBest(All, call.Word);
}
