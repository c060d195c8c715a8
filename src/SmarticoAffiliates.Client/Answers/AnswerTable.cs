using System;
using System.Collections.Generic;
using K = SmarticoAffiliates.SmarticoErrorKind;
using M = SmarticoAffiliates.AnswerMeaning;

namespace SmarticoAffiliates;

/// <summary>
/// What an answer means: the first row that covers it decides, and what no row covers is unclear. A success still has to be
/// the right record: what a write is answered with is held against what was sent (<see cref="Written"/>), a list is a list.
/// </summary>
/// <remarks>
/// Sources: S000 … S004 and P are documents of the vendor; FA, FB, FC is what the field knows (measured; acted on in
/// production; one client or an inference); HTTP is RFC 9110.
/// </remarks>
internal static class AnswerTable
{
    private const string Ok = "200 201 202 204";

    private static readonly AnswerRule[] s_rules =
    {
        // The limit of the account. It comes before all else, because its words were seen in every envelope with every status.
        new(M.Throttled, K.Throttled, "FA") { Words = Pattern(@"too many requests to api from the same account([.,;:] .*)?") },
        new(M.Throttled, K.Throttled, "FA, FB: a 2xx that never is an answer, whatever its body says") { Status = "291" },
        new(M.Throttled, K.Throttled, "HTTP") { Status = "429" },
        new(M.Throttled, K.Throttled, "FA, FB") { Status = Ok, Code = "3", HasWords = false },
        new(M.Throttled, K.Throttled, "HTTP's words for 429, undocumented") { Words = Whole("Too many requests") },
        new(M.Throttled, K.Throttled, "undocumented: a code of HTTP's") { Status = Ok, Code = "429" },

        new(M.Refusal, K.RedirectRefused, "HTTP: following would hand the key on") { Status = "300-399" },

        // Refusals by their words: the same text was seen with different statuses and codes.
        new(M.Refusal, K.PermissionDenied, "FA, FB (with 291 it is the limit)")
        {
            Words = Whole("Access to this label is not allowed"),
            Advice = SmarticoAffiliates.Advice.KeyHostOrLabel,
        },
        new(M.Refusal, K.PermissionDenied, "FA") { Words = Pattern("you (don't|do not) have permissions?( .*)?"), IsOfKey = true },
        new(M.Refusal, K.AlreadyExists, "S000") { Words = Pattern(@"the promocode with this name already exists(\. please use a different promocode)?") },
        new(M.Refusal, K.InvalidDeal, "S000") { Words = Whole("Invalid deal for selected affiliate") },
        new(M.Refusal, K.ParentAffiliateLocked, "S000")
        {
            Words = Whole("You cannot change parent affiliate as soon as it was set and approved and affiliate earned commission"),
        },

        // The codes of a registration.
        new(M.Refusal, K.RegistrationBot, "S004") { Codes = AnswerCodes.Registration, Code = "-1" },
        new(M.Refusal, K.RegistrationFormInvalid, "S004") { Codes = AnswerCodes.Registration, Code = "-2" },
        new(M.Refusal, K.UsernameRule, "S004") { Codes = AnswerCodes.Registration, Code = "-3" },
        new(M.Refusal, K.UnknownRegistrationHostname, "S004") { Codes = AnswerCodes.Registration, Code = "-5" },
        new(M.Refusal, K.RegistrationFailed, "S004") { Codes = AnswerCodes.Registration, Code = "-6" },
        new(M.Refusal, K.UsernameExists, "S004") { Codes = AnswerCodes.Registration, Code = "-7" },
        new(M.Refusal, K.EmailExists, "S004") { Codes = AnswerCodes.Registration, Code = "-8" },
        new(M.Refusal, K.PasswordStrength, "S004") { Codes = AnswerCodes.Registration, Code = "-9" },
        new(M.Success, default, "S004: OK, with or without words") { Status = Ok, Codes = AnswerCodes.Registration, Code = "0", Shape = AnswerShape.Envelope | AnswerShape.Object },

        // The server failed: the same request may succeed, and may have been carried out.
        new(M.Transient, K.ServerError, "FB") { Status = Ok, Words = Whole("Internal server error") },
        new(M.Transient, K.Throttled, "HTTP: overloaded, or down; the field has it for the limit, too (FA)") { Status = "503" },
        new(M.Transient, K.ServerError, "HTTP; 52x are Cloudflare's (FA)") { Status = "500-599" },
        new(M.Transient, K.Timeout, "HTTP") { Status = "408" },
        new(M.Transient, K.Throttled, "undocumented: a code of HTTP's") { Status = Ok, Code = "503" },
        new(M.Transient, K.ServerError, "undocumented: a code of HTTP's") { Status = Ok, Code = "500-599" },

        // Refusals by their status, whatever the body, HTML of a firewall too.
        new(M.Refusal, K.AuthenticationFailed, "HTTP") { Status = "401" },
        new(M.Refusal, K.PermissionDenied, "HTTP; a firewall in front of the API (FA)") { Status = "403" },
        new(M.Refusal, K.NotFound, "HTTP") { Status = "404 410" },
        new(M.Refusal, K.InvalidRequest, "HTTP") { Status = "400-499" },

        // Refusals with the status of a success.
        new(M.Refusal, K.AuthenticationFailed, "undocumented: a code of HTTP's") { Status = Ok, Code = "401" },
        new(M.Refusal, K.PermissionDenied, "undocumented: a code of HTTP's") { Status = Ok, Code = "403" },
        new(M.Refusal, K.NotFound, "undocumented: a code of HTTP's") { Status = Ok, Code = "404 410" },
        new(M.Refusal, K.InvalidRequest, "FA-FC: a code that is not 0 is a refusal, with or without words, also beside data") { Status = Ok, IsRefusedByCode = true },
        new(M.Refusal, K.InvalidRequest, "undocumented") { Status = Ok, SaysNo = true },
        new(M.Refusal, K.InvalidRequest, "FA: a text where a record or a list was asked for") { Status = Ok, HasWords = true, Shape = AnswerShape.WordsAlone },
        new(M.Refusal, K.InvalidRequest, "undocumented") { Status = Ok, Shape = AnswerShape.False },

        // A page is what stands in front of the API, and says nothing of it (FA).
        new(M.Unclear, K.InvalidResponse, "FA: with any status, also 200") { Shape = AnswerShape.Page | AnswerShape.NoJson },

        new(M.Success, default, "FB: only these four are") { Status = Ok },
    };

    private static readonly AnswerRule s_noRule = new(M.Unclear, K.InvalidResponse, "FB: any other status is no answer");

    /// <summary>The rows, in the order in which they are tried.</summary>
    public static IReadOnlyList<AnswerRule> Rules => s_rules;

    /// <summary>The row that decides.</summary>
    public static AnswerRule RuleFor(AnswerFacts facts) => Array.Find(s_rules, r => r.Covers(facts)) ?? s_noRule;

    private static KnownWords Whole(string text) => KnownWords.Whole(text);

    private static KnownWords Pattern(string text) => KnownWords.Pattern(text);
}
