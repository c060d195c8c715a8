namespace SmarticoAffiliates.Sandbox;

/// <summary>The form of the sandbox's lists.</summary>
public enum SandboxListEnvelope
{
    /// <summary>A bare array (S000, S001, S003).</summary>
    Array = 0,

    /// <summary><c>{"data":[…],"meta":{}}</c> (undocumented: reports answer so in the field).</summary>
    Data = 1,
}
