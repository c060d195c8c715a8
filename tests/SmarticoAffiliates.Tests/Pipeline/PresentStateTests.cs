using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What a cmdlet that compares knows of the server's records.</summary>
public sealed class PresentStateTests
{
    [Fact]
    public void List_that_broke_off_fails_every_row_that_it_would_have_told_of_and_no_other()
    {
        int reads = 0;
        PromoCode known = WireJson.Read<PromoCode>(WireJson.Parse("""{"id":7}"""));
        PromoCode also = WireJson.Read<PromoCode>(WireJson.Parse("""{"id":8}"""));
        using var state = new PresentState<int, PromoCode>(
            TestClient.Over(StubHandler.Always(500, "")).PromoCodes.List(),
            _ => ++reads == 1 ? [known, also] : throw new SmarticoException(SmarticoErrorKind.ServerError, "The list broke off."),
            code => code.PromoCodeId);

        Assert.Same(known, state.Take(7));
        Assert.Throws<SmarticoException>(() => state.Take(9));
        Assert.Throws<SmarticoException>(() => state.Take(10));
        Assert.Same(also, state.Take(8));
        Assert.Equal(2, reads);
    }
}
