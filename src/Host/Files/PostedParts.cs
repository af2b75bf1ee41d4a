using System.Text;
using CaseFlow.Host.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CaseFlow.Host.Files;

/// <summary>
/// Reads a form sent with files, one part after the other. A file is held in memory up to the limit and the rest of it
/// is passed over, so that what was typed is read whatever was selected. Nothing is written to disk.
/// </summary>
public sealed class PostedParts
{
    private const int MostParts = 2048;
    private const int MostText = 4 * 1024 * 1024;
    private const int Block = 64 * 1024;

    private readonly long _largest;
    private readonly long _mostKept;
    private readonly long _largestPost;
    private readonly Dictionary<string, StringValues> _fields = new(StringComparer.Ordinal);
    private readonly List<PostedFile> _files = [];
    private readonly byte[] _block = new byte[Block];
    private long _read;
    private long _text;
    private long _kept;

    private PostedParts(UploadOptions options, bool keepsFiles) =>
        (_largest, _mostKept, _largestPost) = (options.Largest, keepsFiles ? options.Kept : 0, options.LargestPost);

    public IFormCollection Fields => new FormCollection(_fields);

    public IReadOnlyList<PostedFile> Files => _files;

    /// <summary>Whether reading stopped before the end: the post is larger than any may be.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>Whether the request is a form with files for an endpoint that takes such forms.</summary>
    public static bool AreTaken(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<TakesFilesAttribute>() is not null && context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Null where the request is no form, or was broken off.</summary>
    /// <param name="keepsFiles">Or only what was typed: of somebody who is not signed in nothing else is held.</param>
    public static async Task<PostedParts?> Read(HttpContext context, bool keepsFiles)
    {
        // The server's own limit would stop a post before anything that was typed is read. Ours is kept while reading.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        var parts = new PostedParts(context.RequestServices.GetRequiredService<UploadOptions>(), keepsFiles);
        try
        {
            await parts.Read(context.Request, context.RequestAborted);
            return parts;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private async Task Read(HttpRequest request, CancellationToken cancellationToken)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 128)
        {
            throw new InvalidDataException("A form with files has a boundary.");
        }

        var reader = new MultipartReader(boundary, request.Body);
        for (var parts = 0; !IsCutOff && await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
        {
            if (parts == MostParts)
            {
                throw new InvalidDataException("A form has no so many parts.");
            }

            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && HeaderUtilities.RemoveQuotes(disposition.Name).Value is { Length: > 0 } name)
            {
                await Read(section, disposition, name, cancellationToken);
            }
        }
    }

    private async Task Read(MultipartSection section, ContentDispositionHeaderValue disposition, string name, CancellationToken cancellationToken)
    {
        if (disposition.IsFormDisposition())
        {
            var text = await Take(section.Body, MostText - _text, cancellationToken) ?? throw new InvalidDataException("More text than a form holds.");
            _text += text.Length;
            _fields[name] = StringValues.Concat(_fields.GetValueOrDefault(name), Encoding.UTF8.GetString(text));
        }
        else if (disposition.IsFileDisposition())
        {
            var room = Math.Min(_largest, _mostKept - _kept);
            var content = await Take(section.Body, room, cancellationToken);
            var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
            if (fileName.Length > 0)
            {
                _kept += content?.Length ?? 0;

                // How browsers write a quotation mark in a name.
                _files.Add(new PostedFile(name, fileName.Replace("%22", "\"", StringComparison.Ordinal), content) { IsTooLarge = room == _largest });
            }
        }
    }

    /// <summary>All of the body, or null where it is longer; then the rest of it is read and forgotten.</summary>
    private async Task<byte[]?> Take(Stream body, long most, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var fits = true;
        int count;
        while ((count = await body.ReadAsync(_block, cancellationToken)) > 0)
        {
            _read += count;
            if (_read > _largestPost)
            {
                IsCutOff = true;
                return null;
            }

            fits = fits && kept.Length + count <= most;
            if (fits)
            {
                kept.Write(_block, 0, count);
            }
        }

        return fits ? kept.ToArray() : null;
    }
}
