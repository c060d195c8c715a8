using System.Collections.Generic;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes languages by code or English name: <c>-Language germ</c> becomes <c>DE</c>.</summary>
public sealed class LanguageCompleter : Completer
{
    // ISO 639-1, all that are in use, in capitals as the API shows them (S001, S004). Further names are such as people type.
    internal static readonly IReadOnlyList<Candidate> All = Candidate.ReadTable(
        """
        AA Afar
        AB Abkhazian
        AE Avestan
        AF Afrikaans
        AK Akan
        AM Amharic
        AN Aragonese
        AR Arabic
        AS Assamese
        AV Avaric
        AY Aymara
        AZ Azerbaijani
        BA Bashkir
        BE Belarusian
        BG Bulgarian
        BI Bislama
        BM Bambara
        BN Bengali
        BO Tibetan
        BR Breton
        BS Bosnian
        CA Catalan|Valencian
        CE Chechen
        CH Chamorro
        CO Corsican
        CR Cree
        CS Czech
        CU Church Slavonic|Old Slavonic|Old Bulgarian
        CV Chuvash
        CY Welsh
        DA Danish
        DE German
        DV Divehi|Dhivehi|Maldivian
        DZ Dzongkha
        EE Ewe
        EL Greek
        EN English
        EO Esperanto
        ES Spanish|Castilian
        ET Estonian
        EU Basque
        FA Persian|Farsi
        FF Fulah
        FI Finnish
        FJ Fijian
        FO Faroese
        FR French
        FY Western Frisian|Frisian
        GA Irish
        GD Scottish Gaelic|Gaelic
        GL Galician
        GN Guarani
        GU Gujarati
        GV Manx
        HA Hausa
        HE Hebrew
        HI Hindi
        HO Hiri Motu
        HR Croatian
        HT Haitian Creole|Haitian
        HU Hungarian
        HY Armenian
        HZ Herero
        IA Interlingua
        ID Indonesian
        IE Interlingue|Occidental
        IG Igbo
        II Sichuan Yi|Nuosu
        IK Inupiaq
        IO Ido
        IS Icelandic
        IT Italian
        IU Inuktitut
        JA Japanese
        JV Javanese
        KA Georgian
        KG Kongo
        KI Kikuyu|Gikuyu
        KJ Kuanyama|Kwanyama
        KK Kazakh
        KL Greenlandic|Kalaallisut
        KM Central Khmer
        KN Kannada
        KO Korean
        KR Kanuri
        KS Kashmiri
        KU Kurdish
        KV Komi
        KW Cornish
        KY Kyrgyz|Kirghiz
        LA Latin
        LB Luxembourgish|Letzeburgesch
        LG Ganda
        LI Limburgish|Limburgan
        LN Lingala
        LO Lao
        LT Lithuanian
        LU Luba-Katanga
        LV Latvian
        MG Malagasy
        MH Marshallese
        MI Maori
        MK Macedonian
        ML Malayalam
        MN Mongolian
        MR Marathi
        MS Malay
        MT Maltese
        MY Burmese
        NA Nauru
        NB Norwegian Bokmål|Norwegian Bokmal|Bokmål
        ND North Ndebele
        NE Nepali
        NG Ndonga
        NL Dutch|Flemish
        NN Norwegian Nynorsk|Nynorsk
        NO Norwegian
        NR South Ndebele
        NV Navajo
        NY Chichewa|Chewa|Nyanja
        OC Occitan
        OJ Ojibwa
        OM Oromo
        OR Odia|Oriya
        OS Ossetian|Ossetic
        PA Punjabi|Panjabi
        PI Pali
        PL Polish
        PS Pashto|Pushto
        PT Portuguese
        QU Quechua
        RM Romansh
        RN Rundi
        RO Romanian|Moldavian|Moldovan
        RU Russian
        RW Kinyarwanda
        SA Sanskrit
        SC Sardinian
        SD Sindhi
        SE Northern Sami|Sami
        SG Sango
        SI Sinhala|Sinhalese
        SK Slovak
        SL Slovenian
        SM Samoan
        SN Shona
        SO Somali
        SQ Albanian
        SR Serbian
        SS Swati
        ST Southern Sotho|Sesotho
        SU Sundanese
        SV Swedish
        SW Swahili|Kiswahili
        TA Tamil
        TE Telugu
        TG Tajik
        TH Thai
        TI Tigrinya
        TK Turkmen
        TL Tagalog|Filipino
        TN Tswana
        TO Tongan
        TR Turkish
        TS Tsonga
        TT Tatar
        TW Twi
        TY Tahitian
        UG Uyghur|Uighur
        UK Ukrainian
        UR Urdu
        UZ Uzbek
        VE Venda
        VI Vietnamese
        VO Volapük|Volapuk
        WA Walloon
        WO Wolof
        XH Xhosa
        YI Yiddish
        YO Yoruba
        ZA Zhuang|Chuang
        ZH Chinese|Mandarin
        ZU Zulu
        """);

    private protected override IEnumerable<Candidate> Find(CompletionCall call) => Candidate.MatchingBest(All, call.Word);
}
