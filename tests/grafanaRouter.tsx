import { locationService, LocationServiceProvider } from '@grafana/runtime';
import React, { useLayoutEffect, useState, type ReactNode } from 'react';
import { Router, type Location } from 'react-router-dom';

/** The address bar of a made-up Grafana: `locationService` reads and sets it. */
export function GrafanaRouter({ children }: { children: ReactNode }) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen((next: Location) => setLocation(next)), [history]);
  return (
    <LocationServiceProvider service={locationService}>
      <Router navigator={history} location={location}>
        {children}
      </Router>
    </LocationServiceProvider>
  );
}
