using System;

namespace SmarticoAffiliates;

/// <summary>The outer form of an answer's body.</summary>
[Flags]
internal enum AnswerShape
{
    /// <summary>No body, or nothing but white space.</summary>
    Nothing = 1,

    /// <summary>HTML.</summary>
    Page = 1 << 1,

    /// <summary>Anything else that is no whole JSON.</summary>
    NoJson = 1 << 2,

    /// <summary><c>null</c></summary>
    Null = 1 << 3,

    /// <summary><c>true</c></summary>
    True = 1 << 4,

    /// <summary><c>false</c></summary>
    False = 1 << 5,

    /// <summary>A number, or digits in a string: an id, where it can be one.</summary>
    Number = 1 << 6,

    /// <summary>A web address in a string.</summary>
    Address = 1 << 7,

    /// <summary>Any other string.</summary>
    Text = 1 << 8,

    /// <summary><c>[]</c></summary>
    EmptyList = 1 << 9,

    /// <summary>An array with something in it.</summary>
    List = 1 << 10,

    /// <summary><c>{}</c></summary>
    EmptyObject = 1 << 11,

    /// <summary>An object of nothing but codes, words and flags: what says how it went, and nothing of what was asked for.</summary>
    Envelope = 1 << 12,

    /// <summary>An object with anything else in it.</summary>
    Object = 1 << 13,

    /// <summary>What has no field beside the words that it may carry.</summary>
    WordsAlone = Text | Envelope,
}
