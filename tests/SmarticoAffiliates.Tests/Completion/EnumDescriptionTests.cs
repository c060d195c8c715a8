using System;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What the prompt tells of a choice is what the library's documentation tells of it.</summary>
public sealed class EnumDescriptionTests
{
    public static TheoryData<Type> Choices =>
        [typeof(AffiliateStatus), typeof(ActiveStatus), typeof(AffiliateRole), typeof(DealType), typeof(PixelTrigger), typeof(PixelDelivery)];

    [Theory]
    [MemberData(nameof(Choices))]
    public void Every_value_is_described_and_as_it_is_documented(Type choice)
    {
        XDocument documentation = XDocument.Load(Path.ChangeExtension(choice.Assembly.Location, ".xml"));
        foreach (FieldInfo value in choice.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            string documented = documentation.Descendants("member").Single(m => (string?)m.Attribute("name") == $"F:{choice.FullName}.{value.Name}").Value.Trim();
            Assert.Equal(documented, value.GetCustomAttribute<DescriptionAttribute>()?.Description);
        }
    }
}
