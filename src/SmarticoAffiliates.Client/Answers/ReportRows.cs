using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A report's rows as they came, with what their envelope says of all of them.</summary>
internal sealed class ReportRows
{
    public ReportRows(JArray rows, JObject? meta)
    {
        Rows = rows;
        Meta = meta;
    }

    public JArray Rows { get; }

    public JObject? Meta { get; }
}
