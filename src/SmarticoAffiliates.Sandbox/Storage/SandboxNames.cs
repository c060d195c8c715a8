using System.Collections.Generic;
using System.Globalization;

namespace SmarticoAffiliates.Sandbox;

/// <summary>The names that go with numbers in affiliates. Those of an account are its own, and are learned from its records.</summary>
internal sealed class SandboxNames
{
    // The vendor's table is missing from the documents: 1 is named in S001, 3 goes with skrill_email in S000, 4 is seen in the field.
    private readonly Dictionary<int, string> _paymentMethods = new()
    {
        [1] = "Wire Transfer",
        [3] = "Skrill",
        [4] = "PayPal",
    };

    private readonly Dictionary<int, string> _statuses = new(AffiliateResource.StatusNames);

    private readonly Dictionary<int, string> _managers = new(AffiliateResource.Managers);

    /// <summary>Writes the names that go with an affiliate's numbers.</summary>
    public void Derive(Record affiliate)
    {
        int status = (int)affiliate["aff_status_id"]!;
        affiliate["aff_status_name"] = NameOf(_statuses, status) ?? "Status " + status.ToString(CultureInfo.InvariantCulture);
        affiliate["payment_method_name"] = NameOf(_paymentMethods, affiliate.Number("payment_method_id"));
        affiliate["manager_username"] = NameOf(_managers, affiliate.Number("manager_id"));
    }

    /// <summary>Takes the names from an affiliate of an account.</summary>
    public void Learn(Record affiliate)
    {
        Learn(_statuses, affiliate, "aff_status_id", "aff_status_name");
        Learn(_paymentMethods, affiliate, "payment_method_id", "payment_method_name");
        Learn(_managers, affiliate, "manager_id", "manager_username");
    }

    private static void Learn(Dictionary<int, string> names, Record affiliate, string number, string name)
    {
        if (affiliate[number] is int id && affiliate[name] is string known)
        {
            names[id] = known;
        }
    }

    private static string? NameOf(Dictionary<int, string> names, int? id) => id is { } key && names.TryGetValue(key, out string? name) ? name : null;
}
