using System.Text;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What is told of an answer by its bytes alone.</summary>
public sealed class JsonBytesTests
{
    [Theory]
    [InlineData("""[]""", 0)]
    [InlineData("""[{"id":1},{"id":2}]""", 2)]
    [InlineData("""[{"a":{"b":[{},{}]}},[1,[2]],3]""", 2)]
    [InlineData("""[{"a":"},{"},{"b":"\"},{"},{"c":"\\"},{"d":1}]""", 4)]
    public void Records_of_an_array_are_counted_before_they_are_read(string json, int count) => Assert.Equal(count, Count(json));

    [Theory]
    [InlineData("""[{"id":1}/*,{"id":2}*/]""")]
    [InlineData("[{\"id\":1} // ,{\"id\":2}\n]")]
    [InlineData("""[{'a':'},{'}]""")]
    [InlineData("""[{"a":new Date(1)}]""")]
    [InlineData("""[{"id":1},{"id":2}""")]
    [InlineData("""[{"id":1},{"a":"]""")]
    public void Count_that_a_liberty_of_the_reader_or_a_cut_could_make_wrong_is_not_told(string json) => Assert.Null(Count(json));

    private static int? Count(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return JsonBytes.CountRecords(bytes, bytes.Length);
    }
}
