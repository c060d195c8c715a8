namespace SmarticoAffiliates.Tests;

/// <summary>The examples of the vendor's documents, as the documents have them (comments and trailing commas left out).</summary>
internal static class Examples
{
    /// <summary>S001.</summary>
    public const string Affiliate = """
        {
            "id": 35425,
            "affiliate_id": 35425,
            "affiliate_name": "Robby Ron",
            "country": null,
            "company": null,
            "web_site_url": null,
            "comments": null,
            "comments_from_operator": null,
            "visibility": null,
            "aff_status_id": 2,
            "operator_id": 2354,
            "parent_affiliate_id": null,
            "create_date": "2022-03-10T18:32:50.573Z",
            "update_date": "2023-04-24T11:32:35.804Z",
            "create_by": 2342,
            "bo_user_id": 3423,
            "ext_affiliate_id": null,
            "payment_method_name": "Wire Transfer",
            "payment_method_id": 1,
            "payment_method_details": {
                "bank_name": "International Bank",
                "beneficary": "Somewhone",
                "swift_code": "XX123",
                "back_country": "XX",
                "account_number": "XX123-41231-55"
            },
            "payment_threshold_oper_currency": null,
            "bo_label_id": 3111,
            "label_name": "MONYY RON / 35425",
            "no_carry_over": false,
            "no_carry_over_was_set": false,
            "sub_affiliate_url": "https://aff.theaffiliateplatform.com/?paff=35425&mgr=2342",
            "same_manager_url": "https://aff.theaffiliateplatform.com/?mgr=2342",
            "aff_status_name": "Approved",
            "last_login_date": "2023-05-09T06:03:47.083Z",
            "username": "mega_affiliate",
            "bo_user_email": "monnyy@theaffiliateplatform.com",
            "avatar_image_url": null,
            "two_fa_enabled": false,
            "api_access_enabled": true,
            "first_name": "Monyy",
            "last_name": "Ron",
            "phone_number": "",
            "skype": "",
            "contact_fb": "",
            "contact_vk": "",
            "contact_telegram": "",
            "enabled_for_login": true,
            "language": "EN",
            "operator_currency": "EUR",
            "manager_id": 2342,
            "manager_username": "smr",
            "parent_affiliate_name": null,
            "commissions_total": 30769.788354,
            "balance": 23890.833624,
            "payments": 23729.22,
            "adjustments": 16850.26527,
            "sub_affiliate_fee": null,
            "sub_cpa_fee": 0,
            "sub_commission_cut_percent": 5,
            "extra_role_ids": [
                100
            ],
            "default_deal_info": {
                "deal_group_name": "CPA + REV",
                "deal_type_id": 6,
                "cpa_amount": 30,
                "rev_share_percentage": 20,
                "cpl_amount": null
            }
        }
        """;

    /// <summary>S001's, with every field of the type filled.</summary>
    public const string FullAffiliate = """
        {
            "id": 35427, "affiliate_id": 35427, "affiliate_name": "Näme “ü”", "country": "BG", "company": "Company", "web_site_url": "https://mysite.com",
            "comments": "c", "comments_from_operator": "oc", "visibility": 3, "aff_status_id": 5, "operator_id": 2354, "parent_affiliate_id": 35425,
            "create_date": "2022-03-10T18:32:50.573Z", "update_date": "2023-04-24T13:32:35+02:00", "create_by": 2342, "bo_user_id": 3424,
            "ext_affiliate_id": "some_id", "payment_method_name": "Skrill", "payment_method_id": 3,
            "payment_method_details": {"skrill_email": "a@b.test"}, "payment_threshold_oper_currency": 1000, "bo_label_id": 7, "label_name": "L",
            "no_carry_over": true, "no_carry_over_was_set": true, "sub_affiliate_url": "https://a.test", "same_manager_url": "https://b.test",
            "aff_status_name": "View only", "last_login_date": null, "username": "u", "bo_user_email": "e@f.test", "avatar_image_url": "https://c.test",
            "two_fa_enabled": true, "api_access_enabled": false, "first_name": "John", "last_name": "Malkovich", "phone_number": "123", "skype": "john",
            "contact_fb": "fb", "contact_wa": "wa", "contact_vk": "vk", "contact_telegram": "tg", "contact_discord": "dc", "enabled_for_login": false,
            "language": "FR", "operator_currency": "USD", "manager_id": 123, "manager_username": "m", "parent_affiliate_name": "Robby Ron",
            "commissions_total": 0.1, "balance": -79228162514264337593543950335, "payments": 1e3, "adjustments": -0.000001, "sub_affiliate_fee": 1.50,
            "sub_cpa_fee": 2, "sub_commission_cut_percent": 5.5, "extra_role_ids": [103, 104, 999], "brand_ids": [333, 334],
            "default_deal_info": {"deal_group_name": "Default", "deal_type_id": 2, "cpa_amount": 30.25, "rev_share_percentage": null, "cpl_amount": 1}
        }
        """;

    /// <summary>S000.</summary>
    public const string PromoCode = """
        {
            "id": 150,
            "promocode_id": 150,
            "promocode": "WELCOME2026",
            "description_internal": "Welcome bonus for new signups",
            "description_public": "Get 100% bonus on first deposit",
            "operator_id": 2354,
            "affiliate_id": 166368,
            "affiliate_name": "AffPartner",
            "deal_id": 93195,
            "deal_group_name": "Default deal",
            "start_date": "2026-01-01T00:00:00.000Z",
            "end_date": "2026-12-31T23:59:59.000Z",
            "status": true,
            "username": "admin",
            "create_date": "2026-01-15T10:30:00.000Z",
            "update_date": "2026-02-01T14:20:00.000Z"
        }
        """;

    /// <summary>S003: a deal and a sub-deal of it.</summary>
    public const string Deals = """
        [
            {"id": 93195, "affiliate_id": 100508, "deal_id": 93195, "deal_original_id": 93195, "deal_parent_original_id": null, 
             "deal_group_name": "Default deal", "match_brand_ids": [-1], "match_af_product_ids": [-1], "match_countries": ["ANY"], "match_source_ids": [], 
             "match_campaign_ids": [-1], "match_date_from": null, "match_date_till": null, "cpa_tiers_enabled": true, 
             "cpa_tiers_structure": [{"step": 1, "amount": 2}, {"step": 3, "amount": 4}, {"step": 5, "amount": 6}], "rev_share_tiers_enabled": 0, 
             "rev_share_tiers_structure": [], "cpa_amount": 1, "rev_share_percentage": null, "cpl_amount": null, "qua_cpa_net_deposit": null, 
             "qua_cpa_volume": null, "qua_cpa_activity_count": null, "qua_cpa_ftd": null, "qua_cpa_deposit": null, "qua_cpl_volume": null, 
             "qua_rev_on_cpa_amount": null, "deal_type_id": 2, "is_default": true, "create_date": "2023-08-03T10:18:10.168Z", "close_date": null, 
             "create_by": 2342, "is_latest": true, "cpl_users_count": "0", "cpa_users_count": "0", "rev_users_count": "0", "level_id": 1, 
             "match_readable_brands": "Any brand", "match_readable_countries": "Any country", "match_readable_other": "", "cpa_tier_step_1": 1, 
             "cpa_tier_amount_1": 2, "cpa_tier_step_2": 3, "cpa_tier_amount_2": 4, "cpa_tier_step_3": 5, "cpa_tier_amount_3": 6},
            {"id": 94509, "affiliate_id": 100508, "deal_id": 94509, "deal_original_id": 94509, "deal_parent_original_id": 93195, "deal_group_name": null, 
             "match_brand_ids": [-1], "match_af_product_ids": [-1], "match_countries": ["AX"], "match_source_ids": [], "match_campaign_ids": [-1], 
             "match_date_from": null, "match_date_till": null, "cpa_tiers_enabled": true, 
             "cpa_tiers_structure": [{"step": 1, "amount": 2}, {"step": 3, "amount": 4}, {"step": 5, "amount": 6}], "rev_share_tiers_enabled": 0, 
             "rev_share_tiers_structure": [], "cpa_amount": 5, "rev_share_percentage": null, "rev_cap_amount": null, "cpl_amount": null, 
             "qua_cpa_net_deposit": null, "qua_cpa_volume": null, "qua_cpa_activity_count": null, "qua_cpa_ftd": null, "qua_cpa_deposit": null, 
             "qua_cpl_volume": null, "qua_rev_on_cpa_amount": null, "deal_type_id": 2, "is_default": false, "create_date": "2023-08-06T08:29:50.555Z", 
             "close_date": null, "create_by": 1, "is_latest": true, "cpl_users_count": "0", "cpa_users_count": "0", "rev_users_count": "0", "level_id": 2, 
             "match_readable_brands": "Any brand", "match_readable_countries": "AX", "match_readable_other": "", "cpa_tier_step_1": 1, 
             "cpa_tier_amount_1": 2, "cpa_tier_step_2": 3, "cpa_tier_amount_2": 4, "cpa_tier_step_3": 5, "cpa_tier_amount_3": 6}
        ]
        """;

    /// <summary>S001.</summary>
    public const string DestinationLink = """
        {"id": 204, "link_id": 204, "enabled": true, "brand_id": 423, "link_type_id": 3, "link_type_name": "Home Page", "link_name": "Home page", 
             "description": null, "destination_url": "https://theaffiliateplatform.com/{{_p_gamename}}?tracker={{tracker}}&aff_id={{affiliate_id}}", 
             "destination_url_ab": null, "private_affiliate_ids": null, "is_public": true, 
             "link_id_external": "https://go.aff.theaffiliateplatform.com/l0l6otqy?aff=XXX", "create_date": "2022-03-10T16:07:51.706Z", 
             "update_date": "2023-06-19T09:53:48.147Z", "create_by": 2, "brand_name": "DemoBrand", "operator_id": 2354, "is_active_brand": true, 
             "enable_campaigns": true, "enable_source_id": true, "link_name_and_brand": "Home page / DemoBrand", "asset_ids": [304, 306]}
        """;

    /// <summary>S000.</summary>
    public const string Pixel = """
        {"id": 2887, "pixel_trigger_type_id": 1, "pixel_type_id": 1, "pixel_name": "Name of the pixel definition",
         "pixel": "https://api.casino.com/?deal_id={{deal_id}}", "affiliate_id": 166368, "deal_id": -1, "pixel_status": 1}
        """;
}
