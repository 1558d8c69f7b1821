namespace PrivateFed.Houses;

/// <summary>Registers the house itself: its row and set-up.</summary>
public static class HouseRegistration
{
    public static IServiceCollection AddHouses(this IServiceCollection services) =>
        services.AddSingleton<CurrentHouse>().AddScoped<SetUpHouse>().AddScoped<ChangeHouse>();
}
