using System.Text;
using CaseFlow.Activities.Forms.Files;
using CaseFlow.TestKit.Files;

namespace CaseFlow.Activities.Tests.Forms.Files;

/// <summary>A file is what is in it, whatever it is called.</summary>
public sealed class FileContentsTests
{
    private static readonly Dictionary<string, byte[]> Right = new()
    {
        ["pdf"] = SampleFiles.Pdf(),
        ["docx"] = SampleFiles.Docx(),
        ["odt"] = SampleFiles.Odt,
        ["xlsx"] = SampleFiles.Xlsx(),
        ["ods"] = SampleFiles.Ods,
        ["jpg"] = SampleFiles.Jpg,
        ["png"] = SampleFiles.Png,
        ["txt"] = Encoding.UTF8.GetBytes("Notes of the review – café\r\n\tAll agreed."),
    };

    [Fact]
    public void Are_EachTypesOwnContent_IsTakenAndEveryOtherIsNot()
    {
        Assert.Equal(FileType.All.Select(type => type.Name).Order(), Right.Keys.Order());
        foreach (var type in FileType.All)
        {
            foreach (var (name, content) in Right)
            {
                // A PDF of nothing but letters is also text: harmless, since it is served as text.
                Assert.True(FileContents.Are(type, content) == (name == type.Name) || type.Name == "txt" && name == "pdf", $"{name} as {type.Name}");
            }
        }
    }

    [Fact]
    public void Are_WhatABrowserWouldRun_IsNoType()
    {
        foreach (var content in (byte[][])[SampleFiles.Html, SampleFiles.Svg, [0xEF, 0xBB, 0xBF, .. SampleFiles.Html], [.. "  \r\n"u8, .. SampleFiles.Svg], [.. "<?xml version='1.0'?>"u8, .. SampleFiles.Svg]])
        {
            Assert.All(FileType.All, type => Assert.False(FileContents.Are(type, content), type.Name));
        }
    }

    [Theory]
    [InlineData("word/vbaProject.bin")]
    [InlineData("vbaProject.bin")]
    public void Are_WordFileWithMacros_IsRefused(string member) => Assert.False(FileContents.Are(FileType.Docx, SampleFiles.Docx(member)));

    [Fact]
    public void Are_ZipWithoutTheMainMember_IsNoWordFile()
    {
        Assert.False(FileContents.Are(FileType.Docx, SampleFiles.Zip("[Content_Types].xml", "xl/workbook.xml")));
        Assert.False(FileContents.Are(FileType.Docx, SampleFiles.Zip("word/document.xml")));
        Assert.False(FileContents.Are(FileType.Odt, SampleFiles.Zip("mimetype", "content.xml")));
    }

    [Fact]
    public void Are_ZipBombAsWordFile_IsLookedAtWithoutUnpacking()
    {
        var bomb = SampleFiles.Bomb();
        Assert.True(bomb.Length < 2_000_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(FileContents.Are(FileType.Docx, bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    /// <summary>Every cut and many broken bytes of real files: never an exception.</summary>
    [Fact]
    public void Are_BrokenFiles_AreAnsweredAndNeverThrow()
    {
        var random = new Random(20261122);
        var tried = 0;
        foreach (var whole in (byte[][])[SampleFiles.Docx(), SampleFiles.Odt, SampleFiles.Xlsx("a", "b")])
        {
            for (var length = 0; length < whole.Length; length++)
            {
                Try(whole.AsSpan(0, length));
            }

            for (var round = 0; round < 2000; round++)
            {
                var broken = whole.ToArray();
                for (var change = 0; change < 3; change++)
                {
                    broken[random.Next(broken.Length)] = (byte)random.Next(256);
                }

                Try(broken);
            }
        }

        Assert.True(tried > 50_000);

        void Try(ReadOnlySpan<byte> content)
        {
            foreach (var type in FileType.All)
            {
                FileContents.Are(type, content);
                tried++;
            }
        }
    }
}
