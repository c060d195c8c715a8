using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SmarticoAffiliates.Sandbox.Hosting;

/// <summary>A sandbox behind a real socket, on the loopback interface and a free port.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SandboxHost(WebApplication application, SmarticoSandbox sandbox)
    {
        _application = application;
        Sandbox = sandbox;
        BaseUri = new Uri(application.Urls.Single() + "/");
    }

    /// <summary>The address it listens on, such as <c>http://127.0.0.1:49152/</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>The sandbox that answers.</summary>
    public SmarticoSandbox Sandbox { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="sandbox">The sandbox that answers; it outlives the host.</param>
    /// <returns>The host; disposing it stops it.</returns>
    public static async Task<SandboxHost> StartAsync(SmarticoSandbox sandbox)
    {
        // The empty builder reads no settings and logs nothing.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        WebApplication application = builder.Build();
        var gate = new Gate();
        var control = new ControlEndpoints(sandbox, gate);
        application.Run(context => ControlEndpoints.Owns(context) ? control.AnswerAsync(context) : AnswerAsync(sandbox, gate, context));
        await application.StartAsync();
        return new SandboxHost(application, sandbox);
    }

    /// <summary>Stops to listen; what is still under way is aborted.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task AnswerAsync(SmarticoSandbox sandbox, Gate gate, HttpContext context)
    {
        SandboxAnswer answer;
        try
        {
            await gate.EnterAsync(context.RequestAborted);
            using HttpRequestMessage request = await ReadAsync(context);
            answer = await sandbox.AnswerAsync(request, context.RequestAborted);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            return;
        }
        finally
        {
            gate.Leave();
        }

        if (answer.Cut == Cut.BeforeAnswer)
        {
            context.Abort();
            return;
        }

        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (MayHaveBody(answer.Status))
        {
            response.ContentLength = answer.Body.Length;
        }

        if (answer.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (answer.ContentRange is { } range)
        {
            response.Headers.ContentRange = range;
        }

        if (answer.Location is { } location)
        {
            response.Headers.Location = location.OriginalString;
        }

        if (answer.Cut == Cut.MidBody)
        {
            await response.Body.WriteAsync(answer.Body.AsMemory(0, answer.HalfLength));
            await response.Body.FlushAsync();
            // A flush hands the half to the transport; aborting at once could overtake it there.
            await Task.Delay(100);
            context.Abort();
            return;
        }

        if (MayHaveBody(answer.Status) && answer.Body.Length > 0)
        {
            await response.Body.WriteAsync(answer.Body);
        }
    }

    private static bool MayHaveBody(int status) => status is not (204 or 205 or 304);

    private static async Task<HttpRequestMessage> ReadAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        // The raw target: the sandbox has to see the query as it was escaped.
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var uri = new Uri(target.StartsWith('/') ? "http://" + request.Host + target : target);
        var message = new HttpRequestMessage(new HttpMethod(request.Method), uri);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > 0)
        {
            message.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var header in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                message.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        return message;
    }
}
