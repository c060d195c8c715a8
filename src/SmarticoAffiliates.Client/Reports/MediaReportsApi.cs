namespace SmarticoAffiliates;

/// <summary>
/// Media reports: visits, registrations, deposits and commissions, summed up: <c>api/af2_media_report_op</c> (P, field); with an
/// affiliate's own key those of this affiliate, <c>api/af2_media_report_af</c> (FA).
/// </summary>
public sealed class MediaReportsApi
{
    private const string Path = "api/af2_media_report_op";

    private readonly Transport _transport;

    internal MediaReportsApi(Transport transport) => _transport = transport;

    /// <summary>Reads a report part by part.</summary>
    /// <param name="filter">What it is about.</param>
    /// <exception cref="SmarticoException">The filter's span is none (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public MediaReportReader Read(MediaReportFilter filter) => new(_transport, Path, filter);
}
