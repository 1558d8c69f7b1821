using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Xunit;

namespace PrivateFed.Tests.Rig;

/// <summary>A real mail server on loopback: it keeps what it takes, and takes it or not as a test wants.</summary>
public sealed class Mailroom : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<MimeMessage> _taken = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    private Mailroom(int port)
    {
        Port = port;
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(this));
        services.Add(new Filter(this));
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(new EndpointDefinitionBuilder().Endpoint(new IPEndPoint(IPAddress.Loopback, port)).Build()).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_end.Token);
    }

    public int Port { get; }

    /// <summary>Recipients that it does not know.</summary>
    public ConcurrentDictionary<string, bool> Unknown { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>While it is overloaded every letter is put off with 451.</summary>
    public bool IsOverloaded { get; set; }

    /// <summary>How often a letter was put off.</summary>
    public int PutOff { get; private set; }

    public static Mailroom Open()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new Mailroom(port);
    }

    public IReadOnlyList<MimeMessage> To(string address) =>
        [.. _taken.Where(letter => letter.To.Mailboxes.Any(to => to.Address == address))];

    /// <summary>Waits for so many letters to somebody; the newest is the answer.</summary>
    public async Task<MimeMessage> ExpectAsync(string address, int count = 1)
    {
        for (var watch = Stopwatch.StartNew(); To(address).Count < count;)
        {
            Assert.True(watch.Elapsed < Limit,
                $"After {Limit.TotalSeconds} seconds {address} had {To(address).Count} letters, not {count}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        return To(address)[count - 1];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
        _end.Dispose();
    }

    private sealed class Store(Mailroom room) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (room.IsOverloaded)
            {
                room.PutOff++;
                return new SmtpResponse(SmtpReplyCode.Aborted, "busy, come back later");
            }
            using var letter = new MemoryStream(buffer.ToArray());
            room._taken.Enqueue(await MimeMessage.LoadAsync(letter, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Filter(Mailroom room) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(!room.Unknown.ContainsKey($"{to.User}@{to.Host}"));
    }
}
