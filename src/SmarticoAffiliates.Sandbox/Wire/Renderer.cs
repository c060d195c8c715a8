using System.Net;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Gives replies and refusals the forms that the options ask for.</summary>
internal sealed class Renderer
{
    private const string Json = "application/json; charset=utf-8";

    private readonly SandboxOptions _options;

    public Renderer(SandboxOptions options) => _options = options;

    public SandboxAnswer Render(Reply reply) => reply switch
    {
        Reply.Rows { Records: var records } rows => Answer(200, writer =>
        {
            if (_options.ListEnvelope == SandboxListEnvelope.Data)
            {
                writer.WriteStartObject();
                writer.WritePropertyName("data");
            }

            writer.WriteStartArray();
            foreach (Record record in records)
            {
                record.WriteTo(writer);
            }

            writer.WriteEndArray();
            if (_options.ListEnvelope == SandboxListEnvelope.Data)
            {
                writer.WritePropertyName("meta");
                writer.WriteStartObject();
                writer.WriteEndObject();
                writer.WriteEndObject();
            }
        }) with
        { ContentRange = rows.ContentRange },
        Reply.One { Record: var record } => Answer(200, record.WriteTo),
        Reply.Written { Record: var record } => RenderWritten(record),
        Reply.Plain { Token: var token } => Answer(200, writer => token.WriteTo(writer)),
        _ => throw new System.InvalidOperationException("No form for " + reply + "."),
    };

    public SandboxAnswer Render(RefusalException refusal)
    {
        int status = refusal.Status ?? _options.RefusalStatus;
        string words = refusal.Message;
        JToken token;
        switch (_options.ErrorEnvelope)
        {
            case SandboxErrorEnvelope.Html:
                string page = "<!DOCTYPE html>\n<html><head><title>Error</title></head><body><h1>" + WebUtility.HtmlEncode(words) + "</h1></body></html>\n";
                return SandboxAnswer.OfText(status, page, "text/html; charset=utf-8");
            case SandboxErrorEnvelope.JsonString:
                token = words;
                break;
            case SandboxErrorEnvelope.Error:
                token = new JObject { ["error"] = words };
                break;
            case SandboxErrorEnvelope.ErrorObject:
                token = new JObject { ["error"] = new JObject { ["message"] = words } };
                break;
            case SandboxErrorEnvelope.ErrMessage:
                token = new JObject { ["err_message"] = words };
                break;
            case SandboxErrorEnvelope.ErrorMessage:
                token = new JObject { ["error_message"] = words };
                break;
            case SandboxErrorEnvelope.ErrCode:
                token = new JObject { ["errCode"] = _options.RefusalCode };
                break;
            case SandboxErrorEnvelope.ErrCodeMessage:
                token = new JObject { ["errCode"] = _options.RefusalCode, ["message"] = words };
                break;
            case SandboxErrorEnvelope.ErrorCodeMessage:
                token = new JObject { ["errorCode"] = _options.RefusalCode, ["message"] = words };
                break;
            case SandboxErrorEnvelope.ErrCodeErrMsg:
                token = new JObject { ["errCode"] = _options.RefusalCode, ["errMsg"] = words };
                break;
            case SandboxErrorEnvelope.EmptyData:
                token = new JObject { ["data"] = new JArray(), ["errCode"] = _options.RefusalCode, ["message"] = words };
                break;
            default:
                token = new JObject { ["message"] = words };
                break;
        }

        return Answer(status, writer => token.WriteTo(writer));
    }

    private static SandboxAnswer Answer(int status, System.Action<WireWriter> write) => new(status, Json, WireWriter.ToBytes(write));

    private SandboxAnswer RenderWritten(Record record) => _options.WriteAnswer switch
    {
        SandboxWriteAnswer.Empty => new SandboxAnswer(200, Json, []),
        SandboxWriteAnswer.Accepted => new SandboxAnswer(202, Json, []),
        SandboxWriteAnswer.True => SandboxAnswer.OfText(200, "true", Json),
        SandboxWriteAnswer.EmptyObject => SandboxAnswer.OfText(200, "{}", Json),
        SandboxWriteAnswer.ErrCodeZero => SandboxAnswer.OfText(200, "{\"errCode\":0}", Json),
        SandboxWriteAnswer.AffectedRows => SandboxAnswer.OfText(200, "{\"affectedRows\":1}", Json),
        SandboxWriteAnswer.Id => Answer(200, writer => writer.WriteField(record.Id)),
        SandboxWriteAnswer.ArrayOfOne => Answer(200, writer =>
        {
            writer.WriteStartArray();
            record.WriteTo(writer);
            writer.WriteEndArray();
        }),
        SandboxWriteAnswer.Data => Answer(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("data");
            record.WriteTo(writer);
            writer.WriteEndObject();
        }),
        _ => Answer(200, record.WriteTo),
    };
}
