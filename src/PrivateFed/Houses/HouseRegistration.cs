namespace PrivateFed.Houses;

/// <summary>The house itself: its row, its settings, its domain.</summary>
public static class HouseRegistration
{
    public static IServiceCollection AddHouses(this IServiceCollection services)
    {
        services.AddSingleton<CurrentHouse>().AddSingleton<MeasureStorage>();
        return services.AddScoped<SetUpHouse>().AddScoped<ChangeHouse>();
    }
}
