using PrivateFed.Houses;
using PrivateFed.Members;
using PrivateFed.Members.Consents;

namespace PrivateFed.Tests.Rig;

/// <summary>The Lindgrens set up their house: Mara owns it, Tom posts too, Ingrid (the grandmother) reads.</summary>
internal static class Family
{
    public static async Task MoveInAsync(IServiceProvider services)
    {
        await DoAsync((SetUpHouse setUp) => setUp.SetUpAsync(
            new HouseSetUpForm("The Lindgrens", House.Domain, "Mara Lindgren", "mara", House.MarasPassword), CancellationToken.None));
        await AddAsync("Tom Lindgren", "tom", Role.Author, House.TomsPassword);
        await AddAsync("Ingrid", "ingrid", Role.Member, House.IngridsPassword);

        async Task AddAsync(string name, string handle, Role role, string password)
        {
            var member = await DoAsync((AddMember add) => add.AddAsync(name, handle, password, role, CancellationToken.None));
            await DoAsync((Agree agree) => agree.AgreeAsync(member.Id, agrees: true, HouseText.First.Version, CancellationToken.None));
        }

        async Task<T> DoAsync<TPart, T>(Func<TPart, Task<Result<T>>> work)
            where TPart : notnull
            where T : notnull
        {
            await using var scope = services.CreateAsyncScope();
            return House.Value(await work(scope.ServiceProvider.GetRequiredService<TPart>()));
        }
    }
}
