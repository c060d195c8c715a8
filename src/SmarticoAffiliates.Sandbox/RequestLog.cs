using System.Collections.Generic;

namespace SmarticoAffiliates.Sandbox;

/// <summary>The newest requests, in order of arrival.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 1000;

    private readonly Queue<SandboxRequest> _requests = new(Capacity);

    public void Add(SandboxRequest request)
    {
        lock (_requests)
        {
            if (_requests.Count == Capacity)
            {
                _requests.Dequeue();
            }

            _requests.Enqueue(request);
        }
    }

    public IReadOnlyList<SandboxRequest> ToList()
    {
        lock (_requests)
        {
            return _requests.ToArray();
        }
    }

    public void Clear()
    {
        lock (_requests)
        {
            _requests.Clear();
        }
    }
}
