namespace CaseFlow.Cases.Storage;

/// <summary>Opens a read-only context (no tracking). Dispose of it.</summary>
public interface ICaseDataFactory
{
    ICaseReader Open();
}

/// <summary>A read context that is disposed of after use.</summary>
public interface ICaseReader : ICaseData, IDisposable, IAsyncDisposable;
