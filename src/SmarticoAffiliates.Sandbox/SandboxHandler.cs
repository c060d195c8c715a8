using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Carries requests to a sandbox in the same process; an <see cref="HttpClient"/> may own and dispose it.</summary>
internal sealed class SandboxHandler : HttpMessageHandler
{
    private readonly SmarticoSandbox _sandbox;

    public SandboxHandler(SmarticoSandbox sandbox) => _sandbox = sandbox;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => _sandbox.SendAsync(request, cancellationToken);
}
