using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SmarticoAffiliates.Tests;

/// <summary>A server on loopback that gives the answers that a test tells it to.</summary>
internal sealed class AnswerServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<string> _requests;

    private AnswerServer(WebApplication application, ConcurrentQueue<string> requests)
    {
        _application = application;
        _requests = requests;
        BaseUri = new Uri(application.Urls.Single() + "/");
    }

    public Uri BaseUri { get; }

    /// <summary>The method and the path of each request.</summary>
    public IReadOnlyList<string> Requests => _requests.ToArray();

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">Told the method and the path with the query; gives the status and the body.</param>
    public static async Task<AnswerServer> StartAsync(Func<string, string, (int Status, string Body)> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication application = builder.Build();
        var requests = new ConcurrentQueue<string>();
        application.Run(async context =>
        {
            string path = context.Request.Path + context.Request.QueryString;
            requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
            (int status, string body) = answer(context.Request.Method, path);
            context.Response.StatusCode = status;
            if (body.Length > 0)
            {
                context.Response.ContentType = body[0] == '<' ? "text/html" : "application/json";
                await context.Response.WriteAsync(body);
            }
        });
        await application.StartAsync();
        return new AnswerServer(application, requests);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
