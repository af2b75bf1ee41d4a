namespace CaseFlow.Engine.Execution;

/// <summary>First in, first out. Kept between bursts of a thread, so that queueing allocates nothing.</summary>
internal sealed class WorkQueue
{
    private const int MostKept = 1024;

    private WorkItem[] _items = new WorkItem[16];
    private int _head;

    public int Count { get; private set; }

    public ref readonly WorkItem this[int index] => ref _items[(_head + index) & (_items.Length - 1)];

    public void Add(in WorkItem item)
    {
        if (Count == _items.Length)
        {
            var larger = new WorkItem[_items.Length * 2];
            for (var index = 0; index < Count; index++)
            {
                larger[index] = this[index];
            }

            _items = larger;
            _head = 0;
        }

        _items[(_head + Count) & (_items.Length - 1)] = item;
        Count++;
    }

    public WorkItem Take()
    {
        var item = _items[_head];
        _items[_head] = default;
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        return item;
    }

    public WorkItem[] ToArray()
    {
        if (Count == 0)
        {
            return [];
        }

        var items = new WorkItem[Count];
        for (var index = 0; index < Count; index++)
        {
            items[index] = this[index];
        }

        return items;
    }

    public void Clear()
    {
        if (_items.Length > MostKept)
        {
            _items = new WorkItem[16];
        }
        else if (Count > 0)
        {
            Array.Clear(_items);
        }

        (_head, Count) = (0, 0);
    }
}
