namespace CaseFlow.Persistence.Gate;

/// <summary>Thrown by work that asks to be rolled back and has nothing wrong with it: what it found is carried out of the gate.</summary>
internal abstract class UndoneException(string message) : Exception(message);
