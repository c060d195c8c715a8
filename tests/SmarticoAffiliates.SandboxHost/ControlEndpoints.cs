using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace SmarticoAffiliates.Sandbox.Hosting;

/// <summary>What a script in another process needs to steer a sandbox; not part of the API and not counted among its requests.</summary>
internal sealed class ControlEndpoints
{
    private const string Prefix = "/__sandbox/";

    private readonly SmarticoSandbox _sandbox;
    private readonly Gate _gate;

    public ControlEndpoints(SmarticoSandbox sandbox, Gate gate)
    {
        _sandbox = sandbox;
        _gate = gate;
    }

    public static bool Owns(HttpContext context) => context.Request.Path.Value?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    public async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Method + " " + context.Request.Path.Value![Prefix.Length..])
        {
            case "GET requests":
                await context.Response.WriteAsJsonAsync(_sandbox.GetRequests().ToArray(), JsonSerializerOptions.Web, context.RequestAborted);
                break;
            case "DELETE requests":
                _sandbox.ClearRequests();
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "DELETE faults":
                _sandbox.Faults.Clear();
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "GET peak":
                await context.Response.WriteAsJsonAsync(_gate.Peak, JsonSerializerOptions.Web, context.RequestAborted);
                break;
            case "POST gate":
                _gate.HoldAfter(await JsonSerializer.DeserializeAsync<int>(context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted));
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "DELETE gate":
                _gate.Open();
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "POST faults":
                await EnqueueAsync(context);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private async Task EnqueueAsync(HttpContext context)
    {
        try
        {
            FaultOrder order = await JsonSerializer.DeserializeAsync<FaultOrder>(context.Request.Body, JsonSerializerOptions.Web, context.RequestAborted)
                ?? throw new JsonException("A fault is an object.");
            for (int i = 0; i < order.Count; i++)
            {
                _sandbox.Faults.Enqueue(order.ToFault());
            }

            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(e.Message, context.RequestAborted);
        }
    }
}
