using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>The registration of an affiliate (S002, S004). The password is checked and forgotten.</summary>
internal sealed class Registration : IResource
{
    // S004's AffApiErrors.
    private const int Bot = -1;
    private const int FormNotValid = -2;
    private const int UsernameRuleNotValid = -3;
    private const int CannotFindOperatorByHost = -5;
    private const int FailInRegistrationFlow = -6;
    private const int UsernameAlreadyExists = -7;
    private const int EmailAlreadyExists = -8;
    private const int PasswordStrength = -9;

    private const int ShortestName = 6;

    private static readonly Dictionary<int, string> s_errorNames = new()
    {
        [Bot] = "BOT",
        [FormNotValid] = "FORM_NOT_VALID",
        [UsernameRuleNotValid] = "USERNAME_RULE_NOT_VALID",
        [CannotFindOperatorByHost] = "CANNOT_FIND_AFFILIATE_OPERATOR_BY_HOST",
        [FailInRegistrationFlow] = "FAIL_IN_REGISTRATION_FLOW",
        [UsernameAlreadyExists] = "USERNAME_ALREADY_EXISTS",
        [EmailAlreadyExists] = "EMAIL_ALREADY_EXISTS",
        [PasswordStrength] = "PASSWORD_STRENGTH",
    };

    private static readonly string[] s_mandatoryTexts = ["first_name", "last_name", "username", "password", "bo_user_email", "country", "hostname", "token"];

    // The mandatory fields that stay with the affiliate, and the optional ones.
    private static readonly Dictionary<string, FieldRule> s_kept = new(StringComparer.Ordinal)
    {
        ["first_name"] = FieldRules.Text,
        ["last_name"] = FieldRules.Text,
        ["username"] = FieldRules.Text,
        ["bo_user_email"] = FieldRules.Email,
        ["country"] = FieldRules.Text,
        ["phone_number"] = FieldRules.TextOrNull,
        ["skype"] = FieldRules.TextOrNull,
        ["company"] = FieldRules.TextOrNull,
        ["web_site_url"] = FieldRules.TextOrNull,
        ["comments"] = FieldRules.TextOrNull,
        ["language"] = Language,
        ["parent_affiliate_id"] = FieldRules.NumberOrNull,
        ["manager_id"] = FieldRules.NumberOrNull,
        ["contact_fb"] = FieldRules.TextOrNull,
        ["contact_vk"] = FieldRules.TextOrNull,
        ["contact_telegram"] = FieldRules.TextOrNull,
        ["extra_role_ids"] = FieldRules.NumbersOrNull,
        ["ext_affiliate_id"] = FieldRules.TextOrNull,
        ["payment_method_id"] = FieldRules.NumberOrNull,
        ["payment_method_details"] = FieldRules.ObjectOrNull,
    };

    private readonly SandboxState _state;
    private readonly SandboxOptions _options;

    public Registration(SandboxState state, SandboxOptions options)
    {
        _state = state;
        _options = options;
    }

    public string Path => "/api/register-aff";

    public KeyKind Key => KeyKind.None;

    public Reply Handle(Call call, int? id)
    {
        if (id is not null)
        {
            throw Refusals.NotFound();
        }

        if (call.Method != "POST")
        {
            throw Refusals.MethodNotAllowed();
        }

        // The envelope of these answers is undocumented; the codes are S004's.
        int code = Register(call, out int affiliateId);
        return new Reply.Plain(code == 0
            ? new JObject { ["err_code"] = 0, ["affiliate_id"] = affiliateId }
            : new JObject { ["err_code"] = code, ["err_message"] = s_errorNames[code] });
    }

    private static string? Language(string field, JToken value)
        => FieldRules.TextOrNull(field, value) switch
        {
            null => null,
            string { Length: 2 } text when text.All(IsAsciiLetter) => text.ToUpperInvariant(),
            _ => throw Refusals.Invalid(field, "a language of two letters"),
        };

    private static bool IsAsciiLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsStrong(string password)
        => password.Length >= ShortestName && password.Any(char.IsLower) && password.Any(char.IsUpper) && password.Any(char.IsDigit);

    private int Register(Call call, out int id)
    {
        id = 0;
        if (!SandboxJson.TryParse(call.Body, out JToken? token)
            || token is not JObject form
            || s_mandatoryTexts.Any(field => form[field] is not JValue { Value: string text } || string.IsNullOrWhiteSpace(text))
            || form["tc"] is not JValue { Value: true })
        {
            return FormNotValid;
        }

        if ((string)form["hostname"]! != _options.RegistrationHostname)
        {
            return CannotFindOperatorByHost;
        }

        if ((string)form["token"]! == "bot")
        {
            return Bot;
        }

        Record affiliate = NewAffiliate(_state.Affiliates.NextId, call.Now);
        try
        {
            foreach (KeyValuePair<string, FieldRule> field in s_kept)
            {
                if (form[field.Key] is { } value)
                {
                    affiliate[field.Key] = field.Value(field.Key, value);
                }
            }
        }
        catch (RefusalException)
        {
            return FormNotValid;
        }

        string username = affiliate.Text("username")!;
        if (username.Length < ShortestName)
        {
            return UsernameRuleNotValid;
        }

        if (!IsStrong((string)form["password"]!))
        {
            return PasswordStrength;
        }

        if (_state.Usernames.Contains(username))
        {
            return UsernameAlreadyExists;
        }

        if (_state.Emails.ContainsKey(affiliate.Text("bo_user_email")!))
        {
            return EmailAlreadyExists;
        }

        if (affiliate.Number("parent_affiliate_id") is { } parent && _state.Affiliates.Find(parent) is null)
        {
            return FailInRegistrationFlow;
        }

        affiliate["affiliate_name"] = affiliate.Text("first_name") + " " + affiliate.Text("last_name");
        // S004: with a manager the affiliate is approved at once.
        affiliate["aff_status_id"] = affiliate["manager_id"] is null ? AffiliateResource.Pending : AffiliateResource.Approved;
        _state.Names.Derive(affiliate);
        affiliate.ListedFrom = call.ListedFrom;
        _state.AddAffiliate(affiliate);
        id = affiliate.Id;
        return 0;
    }

    private static Record NewAffiliate(int id, DateTimeOffset now)
    {
        Record affiliate = Seed.BlankAffiliate(id);
        affiliate["create_date"] = now;
        affiliate["update_date"] = now;
        return affiliate;
    }
}
