using System;
using System.Threading.Tasks;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Rows of one record wait for each other, and rows of others do not.</summary>
public sealed class RecordTurnsTests
{
    [Fact]
    public async Task Later_row_of_a_record_waits_for_each_one_before_it()
    {
        var turns = new RecordTurns();
        Task first = turns.Enter("promo code 'A'", out Action firstDone);
        Task second = turns.Enter("PROMO CODE 'a'", out Action secondDone);
        Task third = turns.Enter("promo code 'A'", out _);
        Task other = turns.Enter("promo code 'B'", out _);

        Assert.True(first.IsCompleted && other.IsCompleted);
        Assert.False(second.IsCompleted || third.IsCompleted);
        firstDone();
        await second;
        Assert.False(third.IsCompleted);
        secondDone();
        await third;
    }
}
