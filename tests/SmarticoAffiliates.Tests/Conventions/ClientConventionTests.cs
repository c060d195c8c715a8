using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What every type and file of the library keeps to, so that the next one keeps to it, too.</summary>
public sealed class ClientConventionTests
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly s_client = typeof(SmarticoClient).Assembly;

    public static TheoryData<Type> Models => new(s_client.GetTypes().Where(t => t.IsSubclassOf(typeof(SmarticoObject))));

    public static TheoryData<Type> Requests => new(s_client.GetTypes().Where(t => t.IsSubclassOf(typeof(ChangeSet))));

    public static TheoryData<string> Files => new(Directory.GetFiles(Path.Combine(Repository.Root, "src", "SmarticoAffiliates.Client"), "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Path.Combine(Repository.Root, "src", "SmarticoAffiliates.Client"), f).Replace('\\', '/'))
        .Where(f => !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("bin/", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_property_that_the_reader_fills_has_a_wire_name(Type model)
    {
        var ids = new HashSet<string>(WireFields(model), StringComparer.Ordinal);
        foreach (PropertyInfo property in model.GetProperties(Declared).Where(p => p.SetMethod is { IsPrivate: true }))
        {
            // The id is made of two wire fields, which are private fields of the type.
            string id = model.Name.Replace("Record", string.Empty, StringComparison.Ordinal) + "Id";
            bool isId = property.Name.Length > 2 && id.EndsWith(property.Name, StringComparison.Ordinal) && ids.Contains("id");
            Assert.True(isId || property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName is { Length: > 0 }, $"{model.Name}.{property.Name} has no wire name.");
        }

        Assert.Equal(WireFields(model).Distinct(StringComparer.Ordinal).Count(), WireFields(model).Count());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_can_neither_be_made_nor_changed_by_its_user(Type model)
    {
        Assert.DoesNotContain(model.GetProperties(), p => p.SetMethod is { IsPublic: true });
        Assert.Empty(model.GetConstructors(BindingFlags.Instance | BindingFlags.Public));
        Assert.Empty(model.GetFields(BindingFlags.Instance | BindingFlags.Public));
        if (!model.IsAbstract)
        {
            Assert.True(model.IsSealed, $"{model.Name} is not sealed.");
            Assert.NotEqual(typeof(object), model.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    [MemberData(nameof(Requests))]
    public void Wire_names_are_snake_case(Type type)
        => Assert.All(WireFields(type), w => Assert.Matches("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", w));

    [Theory]
    [MemberData(nameof(Requests))]
    public void Field_of_a_request_has_a_wire_name_and_a_value_of_its_own(Type request)
    {
        foreach (PropertyInfo property in request.GetProperties(Declared).Where(p => p.SetMethod is { IsPublic: true }))
        {
            bool isOptional = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>);
            Assert.Equal(isOptional, property.GetCustomAttribute<FieldAttribute>()?.WireName is { Length: > 0 });
            Assert.Contains("IsExternalInit", property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Select(m => m.Name), StringComparer.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Field_that_can_be_cleared_can_hold_null(Type request)
    {
        var context = new NullabilityInfoContext();
        foreach (PropertyInfo property in request.GetProperties(Declared).Where(p => p.GetCustomAttribute<FieldAttribute>()?.IsClearable == true))
        {
            Assert.Equal(NullabilityState.Nullable, context.Create(property).GenericTypeArguments.Single().ReadState);
        }

        foreach (PropertyInfo property in request.GetProperties(Declared).Where(p => p.GetCustomAttribute<FieldAttribute>()?.IsClearable != true && p.PropertyType.Name == typeof(Optional<>).Name))
        {
            Assert.Equal(NullabilityState.NotNull, context.Create(property).GenericTypeArguments.Single().ReadState);
        }
    }

    [Fact]
    public void Library_knows_nothing_of_PowerShell_and_of_nothing_but_Newtonsoft()
    {
        string[] references = s_client.GetReferencedAssemblies().Select(a => a.Name!).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal("Newtonsoft.Json, netstandard", string.Join(", ", references));
        Assert.DoesNotContain(
            typeof(SmarticoAffiliates.Sandbox.SmarticoSandbox).Assembly.GetReferencedAssemblies(),
            a => a.Name is "System.Management.Automation" or "SmarticoAffiliates.Client");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File_of_the_library_minds_its_own_business(string file)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "src", "SmarticoAffiliates.Client", file));

        Assert.DoesNotContain("System.Management.Automation", text, StringComparison.Ordinal);
        if (!file.StartsWith("Transport/", StringComparison.Ordinal))
        {
            Assert.DoesNotMatch(@"\bHttpClient\b|\bHttpRequestMessage\b|\bWebRequest\b|\bTcpClient\b", text);
        }

        // What a machine's settings would change has no place on the wire.
        Assert.DoesNotMatch(@"CultureInfo\.CurrentCulture|DateTime\.Now\b|DateTime\.Parse\(|\bdouble\.Parse\(", text);
    }

    [Fact]
    public void Only_one_kind_of_exception_leaves_the_library()
        => Assert.Equal([typeof(SmarticoException)], s_client.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Exception))));

    [Fact]
    public void Documented_statuses_roles_and_deal_types_have_the_documented_numbers()
    {
        Assert.Equal("1=Pending,2=Approved,3=Declined,4=Suspended,5=ViewOnly", Numbers<AffiliateStatus>());
        Assert.Equal(
            "1=CPL,2=CPA,3=CPL_CPA,4=RevShare_NetPL,5=CPL_RevShare_NetPL,6=CPA_RevShare_NetPL,8=RevShare_NetDeposit,9=CPL_RevShare_NetDeposit,10=CPA_RevShare_NetDeposit",
            Numbers<DealType>());
        Assert.Equal(
            "100=RegistrationsReport,101=QualificationDate,102=RegistrationsCountry,103=FTDDate,104=FTDCount,105=NetDeposits,107=DepositsCount,113=QFTDCount,116=Withdrawals,118=DepositAmount,"
                + "122=FTDAmount,126=SubAffiliateCommissions,151=QLeadsCount,152=EffectiveCPA,153=EffectiveCPL,165=NetPnL,224=PnL,232=BonusAmount",
            Numbers<AffiliateRole>());
    }

    [Fact]
    public void Every_field_of_the_documented_update_is_there()
    {
        string[] documented =
        [
            "affiliate_name", "comments", "company", "country", "web_site_url", "comments_from_operator", "aff_status_id", "ext_affiliate_id", "no_carry_over", "manager_id", "parent_affiliate_id",
            "bo_user_email", "avatar_image_url", "two_fa_enabled", "api_access_enabled", "extra_role_ids", "first_name", "last_name", "phone_number", "skype", "contact_fb", "contact_wa",
            "contact_vk", "contact_telegram", "contact_discord", "language", "payment_method_id", "payment_method_details", "payment_threshold_oper_currency", "brand_ids",
        ];

        Assert.Equal(string.Join(' ', documented.Order(StringComparer.Ordinal)), string.Join(' ', FieldTable.Of(typeof(AffiliateUpdate)).Select(f => f.WireName).Order(StringComparer.Ordinal)));
        foreach (Type codes in new[] { typeof(PromoCodeCreate), typeof(PromoCodeUpdate) })
        {
            Assert.Equal("affiliate_id deal_id description_internal description_public end_date promocode start_date status", string.Join(' ', FieldTable.Of(codes).Select(f => f.WireName).Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public void Assemblies_have_no_more_types_in_public_than_one_namespace_holds()
        => Assert.All(s_client.GetExportedTypes(), t => Assert.Equal("SmarticoAffiliates", t.Namespace));

    private static string Numbers<T>()
        where T : struct, Enum
        => string.Join(',', Enum.GetValues<T>().Select(v => $"{Convert.ToInt32(v, System.Globalization.CultureInfo.InvariantCulture)}={v}"));

    private static IEnumerable<string> WireFields(Type type)
    {
        for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (MemberInfo member in declaring.GetProperties(Declared).Concat<MemberInfo>(declaring.GetFields(Declared)))
            {
                if (member.GetCustomAttribute<JsonPropertyAttribute>() is { PropertyName: { } wire })
                {
                    yield return wire;
                }
            }
        }
    }
}
