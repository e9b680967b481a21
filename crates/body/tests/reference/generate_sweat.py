"""Vectors of the sweat model at full precision: python3 generate_sweat.py > sweat.csv (standard library alone).

The first 32 inputs are those of the study's own table (sweat_study.csv, rounded to three decimals); the others are drawn from the
whole box of inputs with a fixed seed."""
import csv
import math
import random

def saturated(t):
    return 0.6105 * math.exp(17.27 * t / (t + 237.3))

def steady(running, mass, height, heat, work, air, vapour, speed, sun, clo):
    surface = 0.202 * mass ** 0.425 * height ** 0.725
    h = max(8.3 * (1.5 * (max(speed, 0.15) / 1.5) ** 0.20) ** 0.6, 3.1)
    skin = min(max(33.5 + 0.43 * (air - 25), 20), 36)
    insulation, growth = 0.155 * clo, 1 + 0.3 * clo
    dry = surface * (skin - air - 12 * sun * 4.7 / (4.7 + h)) / (insulation + 1 / (growth * (h + 4.7)))
    holds = surface * (saturated(max(skin, 33)) - vapour) / (insulation / (16.5 * 0.38) + 1 / (16.5 * h * growth))
    holds = max(holds, 50)
    made = heat - work - max(0.0014 * heat * (34 - air), 0) - max(0.0173 * heat * (5.87 - vapour), 0)
    turns = (made - dry) / 60
    sweated = 0.13 * made + 0.88 * 60 * (turns if turns > 30 else math.log1p(math.exp(turns)))
    wet = min(sweated / holds, 1.2)
    rate = min(sweated / max(1 - 0.30 * wet * wet, 0.4) / 2426 * 3.6, 2.6 * surface / 1.9)
    return (0.90 if running else 1.10) * rate

def row(sport, mass, height, heat, work, air, humidity, speed, sun, clo, minutes):
    vapour = saturated(air) * humidity / 100
    lag = 1 - 10 / minutes * (1 - math.exp(-minutes / 10))
    sweat = lag * steady('run' in sport, mass, height, heat, work, air, vapour, speed, sun, clo)
    breath = max(0.0173 * heat * (5.87 - vapour), 0) / 2426 * 3.6
    gas = heat * 3600 / 4184e3 * 0.07
    return sport, mass, height, heat, work, air, humidity, speed, sun, clo, minutes, repr(sweat), repr(sweat + breath + gas)

print('sport,mass,height,M,W,air_c,rh,v,sun,clo,minutes,sweat_l_h,gross_l_h')
with open('sweat_study.csv', encoding='utf-8') as study:
    for line in csv.DictReader(study):
        numbers = [float(line[name]) for name in ('mass', 'height', 'M', 'W', 'air_c', 'rh', 'v', 'sun', 'clo', 'minutes')]
        print(*row(line['sport'], *numbers), sep=',')
rng = random.Random(2026)
for _ in range(200):
    sport = rng.choice(('run', 'treadmill-run', 'ride', 'indoor-ride', 'walk', 'team', 'gym'))
    heat = round(rng.uniform(150, 1500))
    work = round(0.2 * heat) if 'ride' in sport else 0
    numbers = (round(rng.uniform(40, 120), 1), round(rng.uniform(1.45, 2.0), 2), heat, work, round(rng.uniform(-15, 48), 1),
               round(rng.uniform(5, 100)), round(rng.uniform(0, 14), 1), round(rng.random(), 2), round(rng.uniform(0, 1.3), 2),
               round(rng.uniform(5, 900)))
    print(*row(sport, *numbers), sep=',')
