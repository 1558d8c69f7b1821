namespace PrivateFed.Houses;

/// <summary>Registers the house itself: its row, set-up and size.</summary>
public static class HouseRegistration
{
    public static IServiceCollection AddHouses(this IServiceCollection services)
    {
        services.AddSingleton<CurrentHouse>().AddSingleton<MeasureStorage>();
        return services.AddScoped<SetUpHouse>().AddScoped<ChangeHouse>();
    }
}
