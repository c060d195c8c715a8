using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The codes that a registration is answered with (S004: AffApiErrors; the vendor's names are in its spelling there).</summary>
public enum RegistrationError
{
    /// <summary>The affiliate is registered (OK).</summary>
    None = 0,

    /// <summary>The captcha token was not accepted (BOT).</summary>
    Bot = -1,

    /// <summary>A field is missing or wrong (FORM_NOT_VALID).</summary>
    FormNotValid = -2,

    /// <summary>The username has less than 6 characters (USERNAME_RULE_NOT_VALUD).</summary>
    UsernameRule = -3,

    /// <summary>No operator has this hostname (CANNOT_FIND_AFFILIATE_OPERATOR_BY_HOST).</summary>
    UnknownHostname = -5,

    /// <summary>The registration failed on the server (FAIL_IN_REGISTRATION_FLOW).</summary>
    RegistrationFailed = -6,

    /// <summary>The username is taken (USERNAME_ALREADY_EXISTS).</summary>
    UsernameExists = -7,

    /// <summary>The e-mail address is taken (EMAIL_ALREADY_EXISTS).</summary>
    EmailExists = -8,

    /// <summary>The password is too weak (PASSWORD_STRENGTH).</summary>
    PasswordStrength = -9,
}

/// <summary>Finds a registration's code in an answer, and tells what it means.</summary>
internal static class RegistrationErrors
{
    private static readonly Dictionary<RegistrationError, SmarticoErrorKind> s_kinds = new()
    {
        [RegistrationError.Bot] = SmarticoErrorKind.RegistrationBot,
        [RegistrationError.FormNotValid] = SmarticoErrorKind.RegistrationFormInvalid,
        [RegistrationError.UsernameRule] = SmarticoErrorKind.UsernameRule,
        [RegistrationError.UnknownHostname] = SmarticoErrorKind.UnknownRegistrationHostname,
        [RegistrationError.RegistrationFailed] = SmarticoErrorKind.RegistrationFailed,
        [RegistrationError.UsernameExists] = SmarticoErrorKind.UsernameExists,
        [RegistrationError.EmailExists] = SmarticoErrorKind.EmailExists,
        [RegistrationError.PasswordStrength] = SmarticoErrorKind.PasswordStrength,
    };

    // Undocumented: the field that holds the code, and the envelope around it.
    private static readonly string[] s_codeNames = { "err_code", "error_code", "errCode", "code", "status" };
    private static readonly string[] s_envelopes = { "error", "data", "result" };

    /// <summary>What the refusal in an answer means; null where there is none.</summary>
    public static SmarticoErrorKind? KindIn(JToken answer)
        => CodeIn(answer) is { } code && s_kinds.TryGetValue(code, out SmarticoErrorKind kind) ? kind : null;

    /// <summary>The first integer in one of the usual fields that is one of the codes, also one level down; or the answer itself.</summary>
    public static RegistrationError? CodeIn(JToken answer)
    {
        if (answer is JArray { Count: 1 } one)
        {
            answer = one[0];
        }

        return answer is JObject fields
            ? CodeIn(fields) ?? s_envelopes.Select(e => fields[e] is JObject inner ? CodeIn(inner) : null).FirstOrDefault(c => c is not null)
            : Code(answer);
    }

    /// <summary>Takes the code of success out of what was told: it is nothing of the affiliate's.</summary>
    public static void RemoveSuccess(JObject told)
    {
        foreach (string name in s_codeNames.Where(n => Code(told[n]) == RegistrationError.None))
        {
            told.Remove(name);
        }
    }

    private static RegistrationError? CodeIn(JObject fields) => s_codeNames.Select(n => Code(fields[n])).FirstOrDefault(c => c is not null);

    private static RegistrationError? Code(JToken? token)
    {
        long? number = token switch
        {
            JValue { Value: long integer } => integer,
            JValue { Value: string text } when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int parsed) => parsed,
            _ => null,
        };
        return number is <= 0 and >= int.MinValue && Enum.IsDefined(typeof(RegistrationError), (int)number) ? (RegistrationError)(int)number : null;
    }
}
