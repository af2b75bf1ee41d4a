namespace CaseFlow.Host.Installing;

/// <summary>CaseFlow cannot start. The message is for whoever installs it and says what to do.</summary>
public sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException);
