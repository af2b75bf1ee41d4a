namespace CaseFlow.Cases.CaseFiles;

/// <summary>A change to a case that its rules do not allow. The message says why and what to do; it names no child.</summary>
public sealed class CaseRuleException(string message) : Exception(message);
