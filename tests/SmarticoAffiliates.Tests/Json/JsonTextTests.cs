using System;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>JSON that a person wrote: what is sent is what stands there, or nothing is sent.</summary>
public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,false,null,{}],"c":{"d":[]}}""")]
    [InlineData("""{"cpa_amount":30769.788354,"b":10.50,"c":-0.5,"d":0,"e":123456789012345678901234567890}""")]
    [InlineData("""{"date":"2026-12-31T23:59:59Z","odd":"a \"b\" \\ , ] } é 010 'x' // y","":1}""")]
    [InlineData("""{"id":1,"ID":2}""")]
    [InlineData("[1,2]")]
    [InlineData("\"text\"")]
    [InlineData("12")]
    [InlineData("null")]
    public void Json_goes_out_as_it_stands_there(string json)
        => Assert.Equal(json, JsonText.Parse(json, "The body").ToString(Formatting.None));

    [Fact]
    public void White_space_between_tokens_is_no_part_of_it()
        => Assert.Equal("""{"a":[1,2]}""", JsonText.Parse(" \r\n{\t\"a\" : [ 1 , 2 ] }\n ", "The body").ToString(Formatting.None));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("hello")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1} {"b":2}""")]
    [InlineData("""{"amount":010}""")] // the reader's eight
    [InlineData("""{"amount":0x10}""")]
    [InlineData("""{"amount":1.}""")]
    [InlineData("""{"amount":.5}""")]
    [InlineData("""{"amount":+1}""")]
    [InlineData("""{"amount":NaN}""")]
    [InlineData("""{"amount":1 000}""")]
    [InlineData("{'a':1}")]
    [InlineData("{a:1}")]
    [InlineData("""{"a":undefined}""")]
    [InlineData("""{"a":new Date(1)}""")]
    [InlineData("""{"a":True}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("[1,,2]")]
    [InlineData("[,1]")]
    [InlineData("[1,\n]")]
    [InlineData("""{"a":1/* comment */}""")]
    [InlineData("// comment\n1")]
    [InlineData("\"line\nbreak\"")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"x":{"a":1,"a":2}}""")]
    public void What_is_no_json_or_says_something_twice_is_refused(string text)
    {
        SmarticoException failure = Assert.Throws<SmarticoException>(() => JsonText.Parse(text, "The body"));

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
        Assert.StartsWith("The body is text, but no JSON", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_tells_the_place_and_quotes_no_secret()
    {
        SmarticoException failure = Assert.Throws<SmarticoException>(() => JsonText.Parse("{\"username\":\"nora\",\n\"password\":hunter22}", "The body"));

        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("unter22", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded_and_length_is_not()
    {
        JsonText.Parse(string.Concat(Enumerable.Repeat('[', 64)) + string.Concat(Enumerable.Repeat(']', 64)), "The body");
        Assert.Throws<SmarticoException>(() => JsonText.Parse(string.Concat(Enumerable.Repeat('[', 100_000)), "The body"));
        var long_list = (JArray)JsonText.Parse("[" + string.Join(", ", Enumerable.Range(0, 100_000).Select(i => $"{{\"n\":\"{i}\"}}")) + "]", "The body");
        Assert.Equal(100_000, long_list.Count);
    }
}
