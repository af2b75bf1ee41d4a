namespace CaseFlow.Cases.Storage;

/// <summary>The database could not keep what it was given. Nothing of it was written unless the message says otherwise; the message says what to do.</summary>
public class StorageException : Exception
{
    public StorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>The database has no room left. Everything in the group was rolled back; writing resumes by itself once there is room.</summary>
public sealed class StorageFullException : StorageException
{
    public StorageFullException(Exception? innerException = null)
        : base(
            "Nothing was saved, because the disk that holds the database is full. Free some space on it, or move the database to a larger disk, and then try again.",
            innerException)
    {
    }
}
